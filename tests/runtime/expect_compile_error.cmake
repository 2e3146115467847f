# Compiles PROGRAM with COMPILER twice. As it stands it must fail and the
# message must contain what its line "// expect: TEXT" says; with NEAREST_MISS
# defined it must compile without a warning.
file(STRINGS ${PROGRAM} expectations REGEX "^// expect: ")
if(NOT expectations)
  message(FATAL_ERROR "${PROGRAM} has no line '// expect: TEXT'")
endif()
set(command ${COMPILER} -std=c++20 -Wall -Wextra -Werror -fsyntax-only
            -I${INCLUDE} ${PROGRAM})
execute_process(COMMAND ${command} RESULT_VARIABLE failed
                OUTPUT_VARIABLE output ERROR_VARIABLE output)
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
execute_process(COMMAND ${command} -DNEAREST_MISS RESULT_VARIABLE failed
                OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(failed)
  message(FATAL_ERROR "The nearest miss must compile:\n${output}")
endif()
