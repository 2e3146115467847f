# dbsafe_own_code(<target>): the flags that every target of our own is built
# with. Third-party headers are included as SYSTEM and stay out of it.
function(dbsafe_own_code target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Werror)
  # One source for several LLVMs: what the newest deprecates is often the only
  # spelling that the oldest has.
  if(DBSAFE_BUILD_CHECKS AND DBSAFE_LLVM_VERSION GREATER 19)
    target_compile_options(${target} PRIVATE -Wno-error=deprecated-declarations)
  endif()
  set_target_properties(${target} PROPERTIES
    POSITION_INDEPENDENT_CODE ON
    CXX_EXTENSIONS OFF)
  if(DBSAFE_SANITIZE)
    # LLVM has no RTTI to check objects' types by.
    target_compile_options(${target} PUBLIC -fsanitize=${DBSAFE_SANITIZE}
                                            -fno-sanitize=vptr
                                            -fno-omit-frame-pointer)
    target_link_options(${target} PUBLIC -fsanitize=${DBSAFE_SANITIZE})
  endif()
endfunction()
