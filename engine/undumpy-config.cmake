# For programs of others that link the engine: find_package(undumpy) with undumpy_DIR set to the
# build folder gives the target undumpy::undumpy_engine.
include(CMakeFindDependencyMacro)
find_dependency(Threads)
find_dependency(PkgConfig)
find_dependency(fmt)
find_dependency(nlohmann_json)
find_dependency(LibArchive)
find_dependency(SQLite3)
find_dependency(Boost COMPONENTS context)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(PCRE2 REQUIRED IMPORTED_TARGET libpcre2-8)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
include(${CMAKE_CURRENT_LIST_DIR}/undumpy-targets.cmake)
