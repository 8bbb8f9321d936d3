#include "core/slide/phantom/phantom.h"

#include <algorithm>
#include <thread>

#include "core/slide/phantom/phantom_layout.h"
#include "core/slide/phantom/phantom_render.h"
#include "core/slide/phantom/phantom_slide.h"
#include "core/slide/phantom/phantom_stain.h"

namespace bowman {

Result<void> checkPhantom(const PhantomRequest& request) {
    const auto refuse = [](const char* why) { return Error{"cannot make a phantom", "", why}; };
    if (!(request.umPerPx >= 0.1 && request.umPerPx <= 4)) return refuse("µm per pixel must be between 0.1 and 4");
    if (request.width < 256 || request.height < 256) return refuse("it must be at least 256×256 pixels");
    // Places are 32-bit floats: beyond this they are coarser than a tenth of a pixel.
    if (static_cast<double>(std::max(request.width, request.height)) * request.umPerPx > 120000)
        return refuse("it must not be longer than 12 cm");
    return {};
}

Result<void> writePhantom(const PhantomRequest& request, const std::filesystem::path& path,
                          const TiffWriteControl& control) {
    if (auto checked = checkPhantom(request); !checked) {
        Error error = checked.error();
        error.file = path.string();
        return error;
    }
    const phantom::Layout layout(request);
    const phantom::Stain stain(request.seed);
    PyramidTiff tiff;
    tiff.size = {request.width, request.height};
    tiff.umPerPx = request.umPerPx;
    tiff.compression = TiffCompression::Jpeg;
    tiff.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    tiff.description = "Phantom of a PAS-stained kidney, seed " + std::to_string(request.seed);
    const auto source = [&](int column, int row) -> Result<Image> {
        const int x = column * tiff.tileSize, y = row * tiff.tileSize;
        return phantom::render(layout, stain,
                               {x, y, static_cast<int>(std::min<std::int64_t>(tiff.tileSize, request.width - x)),
                                static_cast<int>(std::min<std::int64_t>(tiff.tileSize, request.height - y))});
    };
    return writeRgbPyramid(path, tiff, source, control);
}

Result<SlidePtr> makePhantomSlide(const PhantomRequest& request) {
    if (auto checked = checkPhantom(request); !checked) return checked.error();
    return SlidePtr(std::make_shared<phantom::PhantomSlide>(request));
}

}  // namespace bowman
