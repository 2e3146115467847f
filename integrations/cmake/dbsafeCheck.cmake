# dbsafe_check(<target> [CHECKS <glob>...] [ERRORS])
#
# Analyses the sources of <target> whenever they are compiled, through
# clang-tidy and dbsafe's plugin. CHECKS are clang-tidy's globs among dbsafe's
# checks, all of them by default. With ERRORS a finding fails the build.
function(dbsafe_check target)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "ERRORS" "" "CHECKS")
  if(ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "dbsafe_check(${target}): unknown arguments: ${ARG_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT TARGET ${target})
    message(FATAL_ERROR "dbsafe_check(${target}): there is no such target")
  endif()
  foreach(language C CXX)
    get_target_property(present ${target} ${language}_CLANG_TIDY)
    if(present)
      message(FATAL_ERROR
        "dbsafe_check(${target}): the target runs clang-tidy already (${language}_CLANG_TIDY). "
        "Add these to that command instead: --load=${dbsafe_PLUGIN} and dbsafe-* among its --checks.")
    endif()
  endforeach()
  _dbsafe_find_clang_tidy()
  if(NOT ARG_CHECKS)
    set(ARG_CHECKS "dbsafe-*")
  endif()
  list(JOIN ARG_CHECKS "," checks)
  # --header-filter: clang-tidy 19 says nothing of headers unless asked to.
  set(command "${dbsafe_CLANG_TIDY}" "--load=${dbsafe_PLUGIN}" "--checks=-*,${checks}"
      "--header-filter=.*" --quiet)
  if(ARG_ERRORS)
    list(APPEND command "--warnings-as-errors=dbsafe-*")
  endif()
  set_target_properties(${target} PROPERTIES C_CLANG_TIDY "${command}" CXX_CLANG_TIDY "${command}")
endfunction()

# A plugin works in the clang-tidy of its own LLVM version and in no other.
function(_dbsafe_find_clang_tidy)
  find_program(dbsafe_CLANG_TIDY NAMES clang-tidy-${dbsafe_LLVM_VERSION} clang-tidy
               HINTS /usr/lib/llvm-${dbsafe_LLVM_VERSION}/bin
               DOC "The clang-tidy that loads dbsafe's plugin")
  if(NOT dbsafe_CLANG_TIDY)
    message(FATAL_ERROR
      "dbsafe's plugin needs clang-tidy ${dbsafe_LLVM_VERSION}, which was not found. "
      "Install clang-tidy-${dbsafe_LLVM_VERSION}, or pass -Ddbsafe_CLANG_TIDY=<path>.")
  endif()
  execute_process(COMMAND "${dbsafe_CLANG_TIDY}" --version OUTPUT_VARIABLE version)
  if(NOT version MATCHES "version ${dbsafe_LLVM_VERSION}\\.")
    message(FATAL_ERROR
      "dbsafe's plugin was built for LLVM ${dbsafe_LLVM_VERSION}, and ${dbsafe_CLANG_TIDY} is another "
      "version. Install clang-tidy-${dbsafe_LLVM_VERSION}, or pass -Ddbsafe_CLANG_TIDY=<path>.")
  endif()
endfunction()
