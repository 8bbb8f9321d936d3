#include "tests/cases/slides/whole_slides.h"

#include <fstream>
#include <iterator>

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include "core/slide/phantom/phantom.h"
#include "tests/unit/slide_jpeg2000_files.h"

namespace bowman::test {
namespace {

using ::testing::Page;

Page smaller(Page page) {
    page.width /= 2, page.height /= 2, page.subImages = 0;
    page.isReduced = true;
    page.description.clear();
    return page;
}

Page striped(std::uint32_t width, std::uint32_t height, const char* description) {
    return {.width = width, .height = height, .compression = COMPRESSION_LZW, .description = description};
}

void writePicture(const std::filesystem::path& file) {
    cv::Mat picture(150, 200, CV_8UC3);
    for (int y = 0; y < picture.rows; ++y)
        for (int x = 0; x < picture.cols; ++x) picture.at<cv::Vec3b>(y, x) = {static_cast<uchar>(x), static_cast<uchar>(x ^ y), static_cast<uchar>(y)};
    if (!cv::imwrite(file.string(), picture)) throw std::runtime_error("cannot write " + file.string());
}

}  // namespace

std::string bytesOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

WholeSlides makeWholeSlides(const std::filesystem::path& folder) {
    const auto pages = [&](const char* name, const std::vector<Page>& all, const char* mode = "w") {
        ::testing::writePages(folder / name, all, mode);
        return bytesOf(folder / name);
    };
    WholeSlides whole;
    if (const auto written = writePhantom({.width = 1200, .height = 900, .umPerPx = 1}, folder / "phantom.tif"); !written) throw std::runtime_error(written.error().message());
    whole.phantom = bytesOf(folder / "phantom.tif");
    const Page strips{.width = 200, .height = 150, .compression = COMPRESSION_LZW};
    whole.strips = pages("strips.tif", {strips, smaller(strips)});
    whole.oneStrip = pages("one-strip.tif", {{.width = 200, .height = 150, .compression = COMPRESSION_ADOBE_DEFLATE, .rowsPerStrip = 150}});
    const Page tiles{.width = 200, .height = 150, .compression = COMPRESSION_ADOBE_DEFLATE, .tile = 64};
    whole.tiles = pages("tiles.tif", {tiles, smaller(tiles)}, "w8");
    const Page jpeg{.width = 200, .height = 150, .photometric = PHOTOMETRIC_YCBCR, .compression = COMPRESSION_JPEG, .tile = 64};
    whole.jpeg = pages("jpeg.tif", {jpeg, smaller(jpeg)});
    Page scan = jpeg;
    scan.description = "Aperio Image Library v1.0\r\n200x150 [0,0 200x150] (64x64) JPEG/RGB Q=100|AppMag = 20|MPP = 0.5";
    whole.aperio = pages("aperio.svs", {scan, striped(100, 75, "Aperio Image Library v1.0\r\nthumbnail"), smaller(scan), striped(60, 50, "Aperio Image Library v1.0\nlabel 60x50"),
                                        striped(120, 50, "Aperio Image Library v1.0\nmacro 120x50")});
    Page scan2000 = scan;
    scan2000.photometric = PHOTOMETRIC_RGB, scan2000.compression = 33005;
    ::testing::writeJpeg2000(folder / "aperio-2000.svs", scan2000, "w8");
    whole.aperio2000 = bytesOf(folder / "aperio-2000.svs");
    Page ome = tiles;
    ome.subImages = 1;
    ome.description = R"(<?xml version="1.0" encoding="UTF-8"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06" UUID="urn:uuid:1"><Image ID="Image:0"><Pixels ID="Pixels:0" DimensionOrder="XYCZT" Type="uint8" SizeX="200" SizeY="150" SizeC="3" SizeZ="1" SizeT="1" PhysicalSizeX="0.5" PhysicalSizeY="0.5"><Channel ID="Channel:0:0" SamplesPerPixel="3"/><TiffData IFD="0" PlaneCount="1"/></Pixels></Image></OME>)";
    whole.ome = pages("ome.ome.tif", {ome, smaller(ome)});
    ::testing::writeJpeg2000(folder / "jpeg2000.tif", {.width = 200, .height = 150, .compression = 33005, .tile = 64});
    whole.jpeg2000 = bytesOf(folder / "jpeg2000.tif");
    whole.palette = pages("palette.tif", {{.width = 200, .height = 150, .samples = 1, .photometric = PHOTOMETRIC_PALETTE}});
    whole.planar = pages("planar.tif", {{.width = 200, .height = 150, .bits = 16, .planar = PLANARCONFIG_SEPARATE, .compression = COMPRESSION_LZW}});
    writePicture(folder / "picture.png");
    writePicture(folder / "picture.jpg");
    whole.png = bytesOf(folder / "picture.png");
    whole.jpg = bytesOf(folder / "picture.jpg");
    return whole;
}

}  // namespace bowman::test
