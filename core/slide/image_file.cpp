#include "core/slide/image_file.h"

#include <cstring>

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "core/base/files.h"

namespace bowman {
namespace {

Result<cv::Mat> decode(const std::filesystem::path& path, int flags) {
    auto bytes = readFile(path);
    if (!bytes) return bytes.error();
    if (bytes->empty()) return Error{"cannot read image", path.string(), "the file is empty"};
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
    cv::Mat rgb;
    cv::cvtColor(*bgr, rgb, cv::COLOR_BGR2RGB);
    return copyOf(rgb, PixelFormat::Rgb8);
}

Result<Image> readMaskFile(const std::filesystem::path& path) {
    auto mask = decode(path, cv::IMREAD_UNCHANGED);
    if (!mask) return mask.error();
    if (mask->type() != CV_8UC1)
        return Error{"cannot use mask", path.string(), "it must have one channel of 8 bit, this one has " +
                     std::to_string(mask->channels()) + " of " + std::to_string(8 * mask->elemSize1()) + " bit"};
    return copyOf(*mask, PixelFormat::Gray8);
}

Result<std::string> encodePng(const Image& image) {
    if (image.isNull() || image.format() == PixelFormat::Bgra8Premultiplied)
        return Error{"cannot encode PNG", "", "only gray and RGB images that are not empty"};
    const int type = image.format() == PixelFormat::Gray8 ? CV_8UC1 : CV_8UC3;
    cv::Mat mat(image.height(), image.width(), type, const_cast<std::uint8_t*>(image.data()));
    try {
        cv::Mat bgr = mat;
        if (type == CV_8UC3) cv::cvtColor(mat, bgr, cv::COLOR_RGB2BGR);
        std::vector<unsigned char> bytes;
        cv::imencode(".png", bgr, bytes);
        return std::string(bytes.begin(), bytes.end());
    } catch (const cv::Exception& e) {
        return Error{"cannot encode PNG", "", e.err};
    }
}

Result<void> writePng(const std::filesystem::path& path, const Image& image) {
    auto bytes = encodePng(image);
    if (!bytes) return Error{bytes.error().what, path.string(), bytes.error().why};
    return writeFileAtomically(path, *bytes);
}

}  // namespace bowman
