# Compiles PROGRAM with COMPILER, which must fail with a message that contains
# what the program's line "// expect: TEXT" says. PRECOMPILED is the folder
# with runtime.hpp.gch of this compiler.
file(STRINGS ${PROGRAM} expectations REGEX "^// expect: ")
if(NOT expectations)
  message(FATAL_ERROR "${PROGRAM} has no line '// expect: TEXT'")
endif()
if(COMPILER MATCHES "clang")
  set(use_precompiled -include-pch ${PRECOMPILED}/runtime.hpp.gch)
else() # gcc looks for it where it looks for the header.
  cmake_path(GET PRECOMPILED PARENT_PATH before)
  set(use_precompiled -I${before})
endif()
execute_process(
  COMMAND ${COMPILER} -std=c++20 -Wall -Wextra -Werror -fsyntax-only ${use_precompiled}
          -I${INCLUDE} ${PROGRAM}
  RESULT_VARIABLE failed OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT failed)
  message(FATAL_ERROR "It compiles, but must not.")
endif()
foreach(expectation IN LISTS expectations)
  string(REPLACE "// expect: " "" text "${expectation}")
  string(FIND "${output}" "${text}" position)
  if(position EQUAL -1)
    message(FATAL_ERROR "The message does not contain '${text}':\n${output}")
  endif()
endforeach()
