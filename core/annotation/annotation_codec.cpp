#include "core/annotation/annotation_codec.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace bowman {
namespace {

static_assert(std::endian::native == std::endian::little, "doubles are stored as they lie in memory");

constexpr std::uint8_t kVersion = 1, kVersionWithExtras = 2;
constexpr double kPerPixel = 16;
constexpr double kLargestOnGrid = 1e15;  // sixteenths that a double holds exactly, with room for a difference

bool isOnGrid(double value) {
    const double scaled = value * kPerPixel;
    return std::abs(scaled) < kLargestOnGrid && scaled == std::nearbyint(scaled);
}

bool isOnGrid(const Ring& ring) {
    for (const SlidePoint& p : ring)
        if (!isOnGrid(p.x) || !isOnGrid(p.y)) return false;
    return true;
}

bool isOnGrid(const MultiPolygon& shape) {
    for (const Polygon& polygon : shape) {
        if (!isOnGrid(polygon.outer)) return false;
        for (const Ring& hole : polygon.holes)
            if (!isOnGrid(hole)) return false;
    }
    return true;
}

}  // namespace

void ByteWriter::count(std::uint64_t value) {
    for (; value >= 128; value >>= 7) byte(static_cast<std::uint8_t>(value | 128));
    byte(static_cast<std::uint8_t>(value));
}

void ByteWriter::signedCount(std::int64_t value) {
    count((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
}

void ByteWriter::real(double value) {
    value += 0.0;  // -0 and 0 are equal, so their bytes must be
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    m_bytes.append(bytes, sizeof value);
}

void ByteWriter::text(std::string_view value) {
    count(value.size());
    m_bytes += value;
}

void ByteWriter::ringOnGrid(const Ring& ring) {
    count(ring.size());
    std::int64_t x = 0, y = 0;
    for (const SlidePoint& p : ring) {
        const auto nextX = static_cast<std::int64_t>(p.x * kPerPixel), nextY = static_cast<std::int64_t>(p.y * kPerPixel);
        signedCount(nextX - x);
        signedCount(nextY - y);
        x = nextX;
        y = nextY;
    }
}

void ByteWriter::ringOfDoubles(const Ring& ring) {
    count(ring.size());
    for (const SlidePoint& p : ring) {
        real(p.x);
        real(p.y);
    }
}

void ByteWriter::shape(const MultiPolygon& value) {
    const bool onGrid = isOnGrid(value);
    const auto ring = [&](const Ring& r) { onGrid ? ringOnGrid(r) : ringOfDoubles(r); };
    byte(onGrid ? 1 : 0);
    count(value.size());
    for (const Polygon& polygon : value) {
        ring(polygon.outer);
        count(polygon.holes.size());
        for (const Ring& hole : polygon.holes) ring(hole);
    }
}

void ByteWriter::extras(const Extras& value) {
    count(value.size());
    for (const auto& [name, content] : value) {
        text(name);
        byte(static_cast<std::uint8_t>(content.index()));
        if (const double* number = std::get_if<double>(&content)) real(*number);
        else text(std::get<std::string>(content));
    }
}

void ByteWriter::annotation(const Annotation& value) {
    byte(value.extras.empty() ? kVersion : kVersionWithExtras);
    signedCount(value.id);
    byte(static_cast<std::uint8_t>(value.kind));
    byte(static_cast<std::uint8_t>(value.state));
    text(value.uuid);
    text(value.className);
    shape(value.shape);
    shape(value.prediction);
    real(value.score);
    real(value.uncertainty);
    const Provenance& made = value.provenance;
    for (const std::string* part : {&made.source, &made.model, &made.modelSha256, &made.createdBy, &made.createdAt,
                                    &made.reviewedBy, &made.reviewedAt})
        text(*part);
    real(made.threshold);
    real(made.secondsSpent);
    text(value.note);
    if (!value.extras.empty()) extras(value.extras);
}

void ByteReader::fail() {
    m_ok = false;
    m_bytes = {};
}

std::uint8_t ByteReader::byte() {
    if (m_bytes.empty()) {
        fail();
        return 0;
    }
    const auto value = static_cast<std::uint8_t>(m_bytes.front());
    m_bytes.remove_prefix(1);
    return value;
}

std::uint64_t ByteReader::count() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        const std::uint8_t next = byte();
        value |= static_cast<std::uint64_t>(next & 127) << shift;
        if (next < 128) return value;
    }
    fail();
    return 0;
}

std::int64_t ByteReader::signedCount() {
    const std::uint64_t value = count();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

double ByteReader::real() {
    double value = 0;
    if (m_bytes.size() < sizeof value) {
        fail();
        return 0;
    }
    std::memcpy(&value, m_bytes.data(), sizeof value);
    m_bytes.remove_prefix(sizeof value);
    return value;
}

std::string ByteReader::text() {
    const std::size_t size = elements(1);
    std::string value(m_bytes.substr(0, size));
    m_bytes.remove_prefix(size);
    return value;
}

/// A number of elements that the rest of the bytes can hold: damaged counts must not allocate gigabytes.
std::size_t ByteReader::elements(std::size_t smallestBytes) {
    const std::uint64_t size = count();
    if (size <= m_bytes.size() / smallestBytes) return static_cast<std::size_t>(size);
    fail();
    return 0;
}

/// As signedCount(); nearly all differences of an outline take one byte or two, and there are millions of them.
std::int64_t ByteReader::difference() {
    const auto at = [this](std::size_t i) { return static_cast<std::uint8_t>(m_bytes[i]); };
    if (m_bytes.size() < 2 || (at(0) >= 128 && at(1) >= 128)) return signedCount();
    const bool isShort = at(0) < 128;
    const std::uint32_t value = isShort ? at(0) : (at(0) & 127U) | static_cast<std::uint32_t>(at(1)) << 7;
    m_bytes.remove_prefix(isShort ? 1 : 2);
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

Ring ByteReader::ring(bool onGrid) {
    Ring ring(elements(onGrid ? 2 : 16));
    std::int64_t x = 0, y = 0;
    for (SlidePoint& p : ring) {
        if (onGrid) {
            // Unsigned, because damaged differences may overflow.
            x = static_cast<std::int64_t>(static_cast<std::uint64_t>(x) + static_cast<std::uint64_t>(difference()));
            y = static_cast<std::int64_t>(static_cast<std::uint64_t>(y) + static_cast<std::uint64_t>(difference()));
            p = {static_cast<double>(x) / kPerPixel, static_cast<double>(y) / kPerPixel};
        } else {
            p.x = real();
            p.y = real();
        }
    }
    return ring;
}

MultiPolygon ByteReader::shape() {
    const bool onGrid = byte() == 1;
    MultiPolygon shape(elements(2));
    for (Polygon& polygon : shape) {
        polygon.outer = ring(onGrid);
        polygon.holes.resize(elements(1));
        for (Ring& hole : polygon.holes) hole = ring(onGrid);
    }
    return shape;
}

Extras ByteReader::extras() {
    Extras extras;
    for (std::size_t left = elements(2); left > 0 && m_ok; --left) {
        const std::string name = text();
        const std::uint8_t kind = byte();
        if (kind > 1) fail();
        if (kind == 0) extras[name] = real();
        else extras[name] = text();
    }
    return extras;
}

Annotation ByteReader::annotation() {
    Annotation value;
    const std::uint8_t version = byte();
    if (version != kVersion && version != kVersionWithExtras) fail();
    value.id = signedCount();
    const std::uint8_t kind = byte(), state = byte();
    if (kind > static_cast<std::uint8_t>(AnnotationKind::Structure) || state > static_cast<std::uint8_t>(ReviewState::Unsure)) fail();
    value.kind = static_cast<AnnotationKind>(kind);
    value.state = static_cast<ReviewState>(state);
    value.uuid = text();
    value.className = text();
    value.shape = shape();
    value.prediction = shape();
    value.score = real();
    value.uncertainty = real();
    Provenance& made = value.provenance;
    for (std::string* part : {&made.source, &made.model, &made.modelSha256, &made.createdBy, &made.createdAt, &made.reviewedBy,
                              &made.reviewedAt})
        *part = text();
    made.threshold = real();
    made.secondsSpent = real();
    value.note = text();
    if (version == kVersionWithExtras) value.extras = extras();
    if (!m_ok) return {};
    return value;
}

std::string encodeAnnotation(const Annotation& annotation) {
    ByteWriter writer;
    writer.annotation(annotation);
    return writer.take();
}

Result<Annotation> decodeAnnotation(std::string_view bytes) {
    ByteReader reader(bytes);
    Annotation annotation = reader.annotation();
    if (!reader.ok() || !reader.atEnd()) return Error{"cannot read an annotation", "", "its bytes are damaged or of a newer version"};
    return annotation;
}

}  // namespace bowman
