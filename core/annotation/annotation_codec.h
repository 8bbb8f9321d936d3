// An annotation as bytes: for the project file and for hashes. Exact (what is decoded equals what was encoded) and
// canonical (equal annotations, equal bytes). Any thread.
//
// Layout, version 1 (2 where there are fields of other programs, which then come last): numbers little-endian; counts and lengths as LEB128. A shape whose points all lie on the grid of 1/16
// pixel is stored as zigzag differences of sixteenths (about 3 bytes a point), any other as doubles: both are exact.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/annotation/annotation.h"
#include "core/base/result.h"

namespace bowman {

/// Appends to a byte string.
class ByteWriter {
public:
    void byte(std::uint8_t value) { m_bytes += static_cast<char>(value); }
    void count(std::uint64_t value);
    void signedCount(std::int64_t value);
    void real(double value);
    void text(std::string_view value);
    void shape(const MultiPolygon& value);
    void extras(const Extras& value);
    void annotation(const Annotation& value);
    std::string take() { return std::move(m_bytes); }

private:
    void ringOnGrid(const Ring& ring);
    void ringOfDoubles(const Ring& ring);
    std::string m_bytes;
};

/// Reads what ByteWriter wrote. After the first failure everything reads as zero or empty and ok() is false.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : m_bytes(bytes) {}
    std::uint8_t byte();
    std::uint64_t count();
    std::int64_t signedCount();
    double real();
    std::string text();
    MultiPolygon shape();
    Extras extras();
    Annotation annotation();
    bool ok() const { return m_ok; }
    bool atEnd() const { return m_bytes.empty(); }

private:
    std::int64_t difference();
    Ring ring(bool onGrid);
    std::size_t elements(std::size_t smallestBytes);
    void fail();
    std::string_view m_bytes;
    bool m_ok = true;
};

std::string encodeAnnotation(const Annotation& annotation);
Result<Annotation> decodeAnnotation(std::string_view bytes);

}  // namespace bowman
