// A fuzzer of the provenance side-car: built with clang and -DBOWMAN_FUZZ=ON.
#include "tests/fuzz/reader_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    bowman::test::checkSideCar(data, size);
    return 0;
}
