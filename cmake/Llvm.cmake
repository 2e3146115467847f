# Finds LLVM and Clang of exactly DBSAFE_LLVM_VERSION and offers them as
#   dbsafe::llvm_headers  include paths only (what a plugin may use)
#   dbsafe::llvm          the headers and libLLVM
#   dbsafe::clang         the headers, libclang-cpp and libLLVM
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

# Where clang's own headers (stddef.h and friends) live: the command looks for
# them beside itself first and here second.
execute_process(
  COMMAND ${LLVM_TOOLS_BINARY_DIR}/clang -print-resource-dir
  OUTPUT_VARIABLE DBSAFE_RESOURCE_DIR OUTPUT_STRIP_TRAILING_WHITESPACE
  ERROR_QUIET)
