#include "core/slide/image_file.h"

#include <algorithm>
#include <cstring>
#include <exception>
#include <string_view>

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "core/base/files.h"

namespace bowman {
namespace {

constexpr int kJpegQuality = 85;

/// What the header of a PNG or JPEG claims; no pixels where it is of another kind or has no frame.
struct Claim {
    double pixels = 0;
    double largestRatio = 0;   ///< pixels that a byte of such a file can become at the most
    std::string size;
};

unsigned bigEndian(const std::string& bytes, std::size_t at, int count) {
    unsigned value = 0;
    for (int i = 0; i < count; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
    return value;
}

Claim claimOf(unsigned width, unsigned height, double largestRatio) {
    return {static_cast<double>(width) * height, largestRatio, std::to_string(width) + " × " + std::to_string(height) + " px"};
}

Claim claimIn(const std::string& bytes) {
    if (bytes.size() > 26 && bytes.starts_with("\x89PNG\r\n\x1a\n")) {
        const unsigned channels = bytes[25] == 2 ? 3 : bytes[25] == 4 ? 2 : bytes[25] == 6 ? 4 : 1;
        // Deflate makes 1032 of one byte at the most.
        return claimOf(bigEndian(bytes, 16, 4), bigEndian(bytes, 20, 4), 1032 * 8.0 / (channels * std::max(1U, bigEndian(bytes, 24, 1))));
    }
    if (!bytes.starts_with("\xff\xd8")) return {};
    for (std::size_t at = 2; at + 9 < bytes.size() && bytes[at] == '\xff';) {
        const unsigned marker = bigEndian(bytes, at + 1, 1);
        const bool isFrame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        // 16 × 16 px of one tone are six coefficients of a bit each.
        if (isFrame) return claimOf(bigEndian(bytes, at + 7, 2), bigEndian(bytes, at + 5, 2), 512);
        at += marker == 0xff ? 1 : 2 + bigEndian(bytes, at + 2, 2);
    }
    return {};
}

Result<cv::Mat> decode(const std::filesystem::path& path, int flags) {
    auto bytes = readFile(path);
    if (!bytes) return bytes.error();
    if (bytes->empty()) return Error{"cannot read image", path.string(), "the file is empty"};
    // The decoders believe the header, and fill with grey what is not there.
    if (const Claim claim = claimIn(*bytes); claim.pixels > claim.largestRatio * static_cast<double>(bytes->size()))
        return Error{"cannot read image", path.string(), "damaged: " + claim.size + " cannot be in a file of " + std::to_string(bytes->size()) + " bytes"};
    try {
        const cv::Mat raw(1, static_cast<int>(bytes->size()), CV_8U, bytes->data());
        cv::Mat image = cv::imdecode(raw, flags);
        if (image.empty()) return Error{"cannot read image", path.string(), "not an image that can be decoded, or damaged"};
        return image;
    } catch (const cv::Exception& e) {
        return Error{"cannot read image", path.string(), e.err};
    }
}

Image copyOf(const cv::Mat& mat, PixelFormat format) {
    Image image(mat.cols, mat.rows, format);
    for (int y = 0; y < mat.rows; ++y) std::memcpy(image.row(y), mat.ptr(y), image.stride());
    return image;
}

}  // namespace

Result<Image> readRgbFile(const std::filesystem::path& path) {
    auto bgr = decode(path, cv::IMREAD_COLOR | cv::IMREAD_IGNORE_ORIENTATION);
    if (!bgr) return bgr.error();
    try {
        cv::cvtColor(*bgr, *bgr, cv::COLOR_BGR2RGB);
        return copyOf(*bgr, PixelFormat::Rgb8);
    } catch (const std::exception&) {
        return Error{"cannot read image", path.string(), "not enough memory for so large an image"};
    }
}

Result<Image> readMaskFile(const std::filesystem::path& path) {
    auto mask = decode(path, cv::IMREAD_UNCHANGED);
    if (!mask) return mask.error();
    if (mask->type() != CV_8UC1)
        return Error{"cannot use mask", path.string(), "it must have one channel of 8 bit, this one has " +
                     std::to_string(mask->channels()) + " of " + std::to_string(8 * mask->elemSize1()) + " bit"};
    return copyOf(*mask, PixelFormat::Gray8);
}

namespace {

/// `extension` names the kind, as OpenCV does: ".png", ".jpg".
Result<std::string> encoded(const Image& image, const char* extension) {
    if (image.isNull() || image.format() == PixelFormat::Bgra8Premultiplied)
        return Error{"cannot encode image", "", "only gray and RGB images that are not empty"};
    const int type = image.format() == PixelFormat::Gray8 ? CV_8UC1 : CV_8UC3;
    cv::Mat mat(image.height(), image.width(), type, const_cast<std::uint8_t*>(image.data()));
    try {
        cv::Mat bgr = mat;
        if (type == CV_8UC3) cv::cvtColor(mat, bgr, cv::COLOR_RGB2BGR);
        std::vector<unsigned char> bytes;
        cv::imencode(extension, bgr, bytes, std::string_view(extension) == ".jpg" ? std::vector<int>{cv::IMWRITE_JPEG_QUALITY, kJpegQuality} : std::vector<int>{});
        return std::string(bytes.begin(), bytes.end());
    } catch (const cv::Exception& e) {
        return Error{"cannot encode image", "", e.err};
    }
}

Result<void> writeAs(const std::filesystem::path& path, const Image& image, const char* extension) {
    auto bytes = encoded(image, extension);
    if (!bytes) return Error{bytes.error().what, path.string(), bytes.error().why};
    return writeFileAtomically(path, *bytes);
}

}  // namespace

Result<std::string> encodePng(const Image& image) { return encoded(image, ".png"); }

Result<void> writePng(const std::filesystem::path& path, const Image& image) { return writeAs(path, image, ".png"); }

Result<void> writePicture(const std::filesystem::path& path, const Image& image) {
    const std::string extension = path.extension().string();
    return writeAs(path, image, extension == ".jpg" || extension == ".jpeg" ? ".jpg" : ".png");
}

}  // namespace bowman
