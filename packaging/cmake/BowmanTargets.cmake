# How every target of Bowman is compiled, and the libraries that several layers share.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

find_program(BOWMAN_CCACHE ccache)
if(BOWMAN_CCACHE)
  # Precompiled headers change their time stamp, not their meaning.
  set(BOWMAN_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${BOWMAN_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${BOWMAN_LAUNCHER})
endif()

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

if(BOWMAN_SANITIZE)
  add_compile_options(-fsanitize=${BOWMAN_SANITIZE} -fno-omit-frame-pointer -g)
  add_link_options(-fsanitize=${BOWMAN_SANITIZE})
endif()

if(BOWMAN_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer -g)
  add_link_options(-fsanitize=address,undefined)
endif()

function(bowman_settings target)
  target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR})
  # What shadows a local variable: clang has no word for that alone.
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic $<IF:$<CXX_COMPILER_ID:GNU>,-Wshadow=local,-Wshadow> -Wnon-virtual-dtor
    $<$<BOOL:${BOWMAN_WERROR}>:-Werror>)
endfunction()

# bowman_library(name SOURCES a.cpp … PUBLIC lib … PRIVATE lib …): a static layer library bowman::name.
function(bowman_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(bowman_${name} STATIC ${ARG_SOURCES})
  add_library(bowman::${name} ALIAS bowman_${name})
  bowman_settings(bowman_${name})
  target_link_libraries(bowman_${name} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
endfunction()

# OpenCV by module: Debian keeps OpenCVConfig.cmake in a package that pulls in VTK and Java.
function(bowman_find_opencv)
  find_path(OPENCV_INCLUDE opencv2/core.hpp PATH_SUFFIXES opencv4 REQUIRED)
  foreach(module ${ARGN})
    find_library(OPENCV_${module} opencv_${module} REQUIRED)
    add_library(opencv::${module} UNKNOWN IMPORTED GLOBAL)
    set_target_properties(opencv::${module} PROPERTIES IMPORTED_LOCATION ${OPENCV_${module}}
      INTERFACE_INCLUDE_DIRECTORIES ${OPENCV_INCLUDE} INTERFACE_SYSTEM_INCLUDE_DIRECTORIES ${OPENCV_INCLUDE})
  endforeach()
  set_property(TARGET opencv::imgproc APPEND PROPERTY INTERFACE_LINK_LIBRARIES opencv::core)
  set_property(TARGET opencv::imgcodecs APPEND PROPERTY INTERFACE_LINK_LIBRARIES opencv::core)
endfunction()

# Third parties; each layer links its own privately.
pkg_check_modules(OPENSLIDE REQUIRED IMPORTED_TARGET openslide)
pkg_check_modules(TIFF REQUIRED IMPORTED_TARGET libtiff-4)
pkg_check_modules(OPENJPEG REQUIRED IMPORTED_TARGET libopenjp2)
pkg_check_modules(LCMS REQUIRED IMPORTED_TARGET lcms2)
pkg_check_modules(PNG REQUIRED IMPORTED_TARGET libpng)
pkg_check_modules(GEOS REQUIRED IMPORTED_TARGET geos)
pkg_check_modules(PUGIXML REQUIRED IMPORTED_TARGET pugixml)   # tests: an independent reader
pkg_check_modules(EXPAT REQUIRED IMPORTED_TARGET expat)
pkg_check_modules(ZIP REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
bowman_find_opencv(core imgproc imgcodecs)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(spdlog REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(SQLiteCpp REQUIRED)
find_package(CLI11 REQUIRED)
