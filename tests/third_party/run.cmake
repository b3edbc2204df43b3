# Builds the program, runs it, and compares what it says. SOURCE, BUILD, UNDUMPY and SNAPSHOT are
# given.
file(REMOVE_RECURSE ${BUILD})
foreach(STEP "-S;${SOURCE};-B;${BUILD};-G;Ninja;-Dundumpy_DIR=${UNDUMPY};-DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}"
        "--build;${BUILD}")
  execute_process(COMMAND ${CMAKE_COMMAND} ${STEP} RESULT_VARIABLE STATUS OUTPUT_VARIABLE OUT
                  ERROR_VARIABLE OUT)
  if(NOT STATUS EQUAL 0)
    message(FATAL_ERROR "${OUT}")
  endif()
endforeach()
execute_process(COMMAND ${BUILD}/even_keys ${SNAPSHOT} ${BUILD}/even.db RESULT_VARIABLE STATUS
                OUTPUT_VARIABLE OUT ERROR_VARIABLE ERROR)
if(NOT STATUS EQUAL 0 OR NOT OUT STREQUAL "library_book: 1 inserted, 2 skipped by even keys\n")
  message(FATAL_ERROR "status ${STATUS}: ${OUT}${ERROR}")
endif()
