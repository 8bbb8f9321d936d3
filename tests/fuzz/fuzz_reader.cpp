// A fuzzer of one reader, named by BOWMAN_FUZZ_READER: built with clang and -DBOWMAN_FUZZ=ON.
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/reader_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const bowman::LabelReader* const reader = bowman::findLabelReader(BOWMAN_FUZZ_READER);
    if (reader == nullptr) {
        std::fprintf(stderr, "there is no reader " BOWMAN_FUZZ_READER "\n");
        std::abort();
    }
    bowman::test::checkReader(*reader, data, size);
    return 0;
}
