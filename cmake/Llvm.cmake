# Finds LLVM and Clang of exactly DBSAFE_LLVM_VERSION and offers them as
#   dbsafe::llvm_headers  include paths only (what a plugin may use)
#   dbsafe::llvm          the headers and libLLVM
#   dbsafe::clang         the headers, libclang-cpp and libLLVM
#   dbsafe::clang_tidy    all of it with clang-tidy's own parts: what the
#                         command is linked with
set(_hints /usr/lib/llvm-${DBSAFE_LLVM_VERSION}
           /usr/local/opt/llvm@${DBSAFE_LLVM_VERSION}
           /opt/homebrew/opt/llvm@${DBSAFE_LLVM_VERSION})
# LLVM's version file accepts no major alone and no range: look in the folders
# of that version first, then check what was found.
find_package(LLVM REQUIRED CONFIG
             HINTS ${_hints} PATH_SUFFIXES lib/cmake/llvm)
find_package(Clang REQUIRED CONFIG
             HINTS ${LLVM_DIR}/../clang NO_DEFAULT_PATH)
if(NOT LLVM_VERSION_MAJOR EQUAL DBSAFE_LLVM_VERSION)
  message(FATAL_ERROR
    "Found LLVM ${LLVM_PACKAGE_VERSION}, wanted ${DBSAFE_LLVM_VERSION}. "
    "Install llvm-${DBSAFE_LLVM_VERSION}-dev and libclang-${DBSAFE_LLVM_VERSION}-dev, "
    "or pass -DDBSAFE_LLVM_VERSION=<the one you have>.")
endif()

add_library(dbsafe_llvm_headers INTERFACE)
add_library(dbsafe::llvm_headers ALIAS dbsafe_llvm_headers)
target_include_directories(dbsafe_llvm_headers SYSTEM INTERFACE
  ${LLVM_INCLUDE_DIRS} ${CLANG_INCLUDE_DIRS})
separate_arguments(_llvm_definitions NATIVE_COMMAND "${LLVM_DEFINITIONS}")
target_compile_definitions(dbsafe_llvm_headers INTERFACE ${_llvm_definitions})
if(NOT LLVM_ENABLE_RTTI)
  target_compile_options(dbsafe_llvm_headers INTERFACE -fno-rtti)
endif()

add_library(dbsafe_llvm INTERFACE)
add_library(dbsafe::llvm ALIAS dbsafe_llvm)
target_link_libraries(dbsafe_llvm INTERFACE dbsafe::llvm_headers LLVM)

add_library(dbsafe_clang INTERFACE)
add_library(dbsafe::clang ALIAS dbsafe_clang)
target_link_libraries(dbsafe_clang INTERFACE dbsafe::llvm_headers clang-cpp LLVM)

# A program with libLLVM.so and libclang-cpp.so spends most of its start in
# relocating them, more than a small C file takes to check. The command is
# linked with the archives instead, at a fixed address, where they are
# installed.
option(DBSAFE_STATIC_LLVM "Link the command with LLVM's archives if there are any" ON)
set(_clang_archives)
set(_wanted clangTidy clangTidyUtils clangTooling clangToolingInclusions clangFormat clangFrontend
            clangDriver clangSerialization clangAnalysis clangASTMatchers)
while(_wanted)
  list(POP_FRONT _wanted _archive)
  if(_archive IN_LIST _clang_archives)
    continue()
  endif()
  list(APPEND _clang_archives ${_archive})
  if(TARGET ${_archive})
    get_target_property(_uses ${_archive} INTERFACE_LINK_LIBRARIES)
    # clang-tidy's own name the shared libraries, which are what is replaced.
    list(FILTER _uses INCLUDE REGEX "^clang[A-Z]")
    list(APPEND _wanted ${_uses})
  endif()
endwhile()
llvm_map_components_to_libnames(_llvm_archives
  AllTargetsInfos Core FrontendHLSL FrontendOpenMP Option Support TargetParser WindowsDriver)
set(_static_llvm ${DBSAFE_STATIC_LLVM})
foreach(_archive IN LISTS _clang_archives _llvm_archives)
  if(NOT TARGET ${_archive})
    set(_static_llvm OFF)
    continue()
  endif()
  get_target_property(_type ${_archive} TYPE)
  if(NOT _type STREQUAL "STATIC_LIBRARY")
    set(_static_llvm OFF)
  endif()
endforeach()
# LLVM's inline allocators poison what they hand out if they are compiled with
# AddressSanitizer; mixed with the archives' own copies, that is a false alarm.
if(APPLE OR DBSAFE_SANITIZE OR NOT TARGET zstd::libzstd_shared)
  set(_static_llvm OFF)
endif()

add_library(dbsafe_clang_tidy INTERFACE)
add_library(dbsafe::clang_tidy ALIAS dbsafe_clang_tidy)
if(_static_llvm)
  # The files alone: as targets, clang's archives drag the shared libraries in.
  list(TRANSFORM _clang_archives REPLACE "(.+)" "$<TARGET_FILE:\\1>")
  target_link_libraries(dbsafe_clang_tidy INTERFACE dbsafe::llvm_headers
    "$<LINK_GROUP:RESCAN,${_clang_archives}>" ${_llvm_archives})
  target_link_options(dbsafe_clang_tidy INTERFACE -no-pie)
else()
  target_link_libraries(dbsafe_clang_tidy INTERFACE dbsafe::clang clangTidy clangTidyUtils)
endif()

# Where clang's own headers (stddef.h and friends) live: the command looks for
# them beside itself first and here second.
execute_process(
  COMMAND ${LLVM_TOOLS_BINARY_DIR}/clang -print-resource-dir
  OUTPUT_VARIABLE DBSAFE_RESOURCE_DIR OUTPUT_STRIP_TRAILING_WHITESPACE
  ERROR_QUIET)
