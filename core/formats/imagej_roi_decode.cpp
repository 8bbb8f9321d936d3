#include "core/formats/imagej_roi_decode.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <stdexcept>

#include "core/formats/json_label.h"
#include "core/formats/outline_assembly.h"
#include "core/formats/outline_check.h"
#include "core/formats/xml_text.h"

namespace bowman {
namespace {

enum RoiType : std::uint32_t { kPolygon = 0, kRectangle, kOval, kFreehand = 7, kTraced = 8, kPoint = 10 };
enum Subtype : std::uint32_t { kText = 1, kEllipse = 3, kPicture = 4, kRotatedRectangle = 5 };
constexpr double kMove = 0, kLine = 1, kQuadratic = 2, kCubic = 3, kClose = 4;   // segments of a path

constexpr unsigned kSplineFit = 1;
constexpr unsigned kSubPixel = 128;
constexpr std::size_t kCoordinates = 64;
constexpr int kCurvePoints = 16;

struct Problem : std::runtime_error {
    Problem(std::size_t at, const std::string& why) : std::runtime_error("byte " + std::to_string(at) + ": " + why) {}
};

/// Big-endian numbers, none beyond the end.
class Bytes {
public:
    explicit Bytes(std::string_view bytes) : m_bytes(bytes) {}
    std::size_t size() const { return m_bytes.size(); }

    std::uint32_t unsignedAt(std::size_t at, std::size_t count) const {
        if (at > m_bytes.size() || count > m_bytes.size() - at) throw Problem(m_bytes.size(), "the data end where byte " + std::to_string(at) + " is needed");
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < count; ++i) value = value << 8 | static_cast<unsigned char>(m_bytes[at + i]);
        return value;
    }
    std::uint32_t byte(std::size_t at) const { return unsignedAt(at, 1); }
    std::uint32_t ushort(std::size_t at) const { return unsignedAt(at, 2); }
    std::uint32_t uint(std::size_t at) const { return unsignedAt(at, 4); }
    double real(std::size_t at) const { return static_cast<double>(std::bit_cast<float>(uint(at))); }

    /// Signed, but for what would be far left of the image: ImageJ takes that as beyond 32,767.
    double coordinate(std::size_t at) const {
        const auto value = static_cast<std::int16_t>(ushort(at));
        return value < -5000 ? static_cast<double>(ushort(at)) : static_cast<double>(value);
    }

private:
    std::string_view m_bytes;
};

SlidePoint onSlide(SlidePoint p, std::size_t at) {
    if (!OutlineCheck::isOnSlide(p)) throw Problem(at, "the position is not a number, or beyond any slide");
    return p;
}

struct Frame {
    double left = 0, top = 0, width = 0, height = 0;
    SlidePoint centre() const { return {left + width / 2, top + height / 2}; }
};

Frame frameOf(const Bytes& bytes, bool isSubPixel) {
    Frame frame{bytes.coordinate(10), bytes.coordinate(8), 0, 0};
    frame.width = bytes.coordinate(14) - frame.left;
    frame.height = bytes.coordinate(12) - frame.top;
    if (isSubPixel) frame = {bytes.real(18), bytes.real(22), bytes.real(26), bytes.real(30)};
    onSlide({frame.left, frame.top}, 18);
    onSlide({frame.width, frame.height}, 26);
    return frame;
}

Ring outlineOf(const Bytes& bytes, bool isSubPixel) {
    std::size_t count = bytes.ushort(16);
    if (count == 0) count = bytes.uint(18);   // more than 65,535
    if (count > (bytes.size() - kCoordinates) / 4) throw Problem(16, std::to_string(count) + " points are more than the data have room for");
    const Frame frame = frameOf(bytes, false);
    Ring ring;
    ring.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        if (isSubPixel) {
            const std::size_t x = kCoordinates + 4 * count + 4 * i;
            ring.push_back(onSlide({bytes.real(x), bytes.real(x + 4 * count)}, x));
        } else {
            const std::size_t x = kCoordinates + 2 * i;
            ring.push_back({frame.left + std::max(0.0, bytes.coordinate(x)), frame.top + std::max(0.0, bytes.coordinate(x + 2 * count))});
        }
    }
    return ring;
}

/// Along the axis from (x1,y1) to (x2,y2), which are where a rectangle has its corner and size.
Ring turnedOutline(const Bytes& bytes, bool isEllipse) {
    const SlidePoint a = onSlide({bytes.real(18), bytes.real(22)}, 18), b = onSlide({bytes.real(26), bytes.real(30)}, 26);
    const double length = std::hypot(b.x - a.x, b.y - a.y), across = bytes.real(52), turn = std::atan2(b.y - a.y, b.x - a.x);
    onSlide({across, 0}, 52);
    const SlidePoint centre{(a.x + b.x) / 2, (a.y + b.y) / 2};
    return isEllipse ? ellipseRing(centre, length / 2, length / 2 * across, turn) : rectangleRing(centre, length, across, turn);
}

std::vector<Ring> pathRings(const Bytes& bytes, std::size_t count) {
    if (count > (bytes.size() - kCoordinates) / 4) throw Problem(36, std::to_string(count) + " numbers are more than the data have room for");
    const std::size_t end = kCoordinates + 4 * count;
    std::size_t at = kCoordinates;
    std::vector<Ring> rings;
    const auto next = [&]() -> SlidePoint {
        if (end - at < 8) throw Problem(at, "the path ends inside of a segment");
        const SlidePoint p = onSlide({bytes.real(at), bytes.real(at + 4)}, at);
        at += 8;
        return p;
    };
    while (at < end) {
        const std::size_t begin = at;
        const double kind = bytes.real(at);
        at += 4;
        if (kind == kClose) continue;
        if (kind == kMove) {
            rings.push_back({next()});
            continue;
        }
        if (rings.empty()) throw Problem(begin, "the path does not begin with a move");
        Ring& ring = rings.back();
        const SlidePoint from = ring.back();
        if (kind == kLine) {
            ring.push_back(next());
        } else if (kind == kQuadratic || kind == kCubic) {
            const SlidePoint first = next(), second = kind == kCubic ? next() : first, to = next();
            for (int i = 1; i <= kCurvePoints; ++i) {
                const double t = double(i) / kCurvePoints, u = 1 - t;
                const double w0 = kind == kCubic ? u * u * u : u * u, w1 = kind == kCubic ? 3 * u * u * t : u * t;
                const double w2 = kind == kCubic ? 3 * u * t * t : u * t, w3 = kind == kCubic ? t * t * t : t * t;
                ring.push_back({w0 * from.x + w1 * first.x + w2 * second.x + w3 * to.x, w0 * from.y + w1 * first.y + w2 * second.y + w3 * to.y});
            }
        } else {
            throw Problem(begin, "the path has an unknown segment");
        }
    }
    for (Ring& ring : rings)
        while (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
    return rings;
}

/// The name in the second header: UTF-16.
std::string nameOf(const Bytes& bytes) {
    const std::size_t header = bytes.uint(60);
    if (header == 0 || header > bytes.size() || bytes.size() - header < 24) return {};
    const std::size_t at = bytes.uint(header + 16), length = bytes.uint(header + 20);
    if (at == 0 || length == 0 || at > bytes.size() || length > (bytes.size() - at) / 2) return {};
    std::string utf16 = "\xFE\xFF";
    for (std::size_t i = 0; i < 2 * length; ++i) utf16 += static_cast<char>(bytes.byte(at + i));
    return utf8Of(std::move(utf16));
}

MultiPolygon polygonOf(Ring ring) { return {{std::move(ring), {}}}; }

ImageJRoi decode(const Bytes& bytes) {
    if (bytes.size() < kCoordinates) throw Problem(bytes.size(), "an ImageJ ROI has a header of 64 bytes");
    const std::uint32_t version = bytes.ushort(4), type = bytes.byte(6), options = bytes.ushort(50);
    const std::uint32_t subtype = version >= 218 ? bytes.ushort(48) : 0, pathSize = bytes.uint(36);
    const bool isSubPixel = version >= 222 && (options & kSubPixel) != 0;
    ImageJRoi roi;
    roi.name = nameOf(bytes);
    if (pathSize > 0) {
        if (type != kRectangle) throw Problem(6, "a composite of type " + std::to_string(type));
        auto shape = evenOddShape(pathRings(bytes, pathSize));
        if (!shape) throw Problem(kCoordinates, shape.error().why);
        roi.shape = std::move(*shape);
        return roi;
    }
    const bool hasTurn = type == kFreehand && (subtype == kEllipse || subtype == kRotatedRectangle);
    if (type == kRectangle && subtype != kText && subtype != kPicture) {
        const Frame f = frameOf(bytes, isSubPixel && version >= 223);
        roi.shape = polygonOf({{f.left, f.top}, {f.left + f.width, f.top}, {f.left + f.width, f.top + f.height}, {f.left, f.top + f.height}});
        roi.isSimplified = bytes.ushort(54) > 0;
    } else if (type == kOval) {
        const Frame f = frameOf(bytes, isSubPixel && version >= 223);
        if (f.width > 0 && f.height > 0) roi.shape = polygonOf(ellipseRing(f.centre(), f.width / 2, f.height / 2, 0));
    } else if (hasTurn) {
        roi.shape = polygonOf(turnedOutline(bytes, subtype == kEllipse));
    } else if (type == kPolygon || type == kFreehand || type == kTraced) {
        roi.shape = polygonOf(outlineOf(bytes, isSubPixel));
        roi.isSimplified = version >= 218 && (options & kSplineFit) != 0;
    } else if (type > kPoint) {
        throw Problem(6, "type " + std::to_string(type) + " is not known");
    }
    return roi;
}

}  // namespace

bool isImageJRoi(std::string_view bytes) { return bytes.starts_with("Iout"); }

Result<ImageJRoi> decodeImageJRoi(std::string_view bytes, const std::string& file) {
    if (!isImageJRoi(bytes)) return Error{"cannot read ImageJ ROI", file, "it does not begin with \"Iout\""};
    try {
        return decode(Bytes(bytes));
    } catch (const Problem& problem) {
        return Error{"cannot read ImageJ ROI", file, problem.what()};
    }
}

}  // namespace bowman
