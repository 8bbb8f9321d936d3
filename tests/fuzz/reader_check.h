// What must hold of a reader whatever bytes it is given: it ends, says why where it fails, and lets nothing in that is no
// outline on a slide. Used by the fuzzers and by the replay of their corpus. One thread.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/formats/label_reader.h"

namespace bowman::test {

/// Ends the process with a message on stderr where something does not hold.
void checkReader(const LabelReader& reader, const std::uint8_t* data, std::size_t size);

/// The same of the provenance side-car, beside a file with three objects: it may say more of them, and moves none.
void checkSideCar(const std::uint8_t* data, std::size_t size);

}  // namespace bowman::test
