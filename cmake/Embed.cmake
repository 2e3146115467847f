# dbsafe_embed(<target> <name> FILES ...): compiles text files into <target> as
#   std::span<const dbsafe::EmbeddedFile> dbsafe::embedded::<name>();
# so that the command and the plugin are one file each, with nothing to find
# at run time.
set(DBSAFE_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/EmbedFiles.cmake)
function(dbsafe_embed target name)
  cmake_parse_arguments(ARG "" "" "FILES" ${ARGN})
  set(output ${CMAKE_CURRENT_BINARY_DIR}/embedded_${name}.cpp)
  list(TRANSFORM ARG_FILES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/
       REGEX "^[^/]")
  string(REPLACE ";" "|" files "${ARG_FILES}")
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} "-DFILES=${files}"
            -DOUTPUT=${output} -P ${DBSAFE_EMBED_SCRIPT}
    DEPENDS ${ARG_FILES} ${DBSAFE_EMBED_SCRIPT}
    COMMENT "Embedding ${name}" VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()
