# Chooses the compiler before project() does: clang++ of the LLVM we build
# against if it is installed, then any clang++, then whatever CMake finds.
# An explicit CMAKE_CXX_COMPILER or $CXX always wins.
if(NOT CMAKE_CXX_COMPILER AND NOT DEFINED ENV{CXX})
  find_program(DBSAFE_CLANGXX NAMES clang++-${DBSAFE_LLVM_VERSION} clang++)
  if(DBSAFE_CLANGXX)
    set(CMAKE_CXX_COMPILER "${DBSAFE_CLANGXX}")
  endif()
endif()
if(NOT CMAKE_C_COMPILER AND NOT DEFINED ENV{CC})
  find_program(DBSAFE_CLANG NAMES clang-${DBSAFE_LLVM_VERSION} clang)
  if(DBSAFE_CLANG)
    set(CMAKE_C_COMPILER "${DBSAFE_CLANG}")
  endif()
endif()
find_program(DBSAFE_CCACHE ccache)
if(DBSAFE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Precompiled headers need the first two kinds of sloppiness, and -Xclang
  # -fno-pch-timestamp. The base folder lets clones share what they compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      "${DBSAFE_CCACHE}")
endif()
