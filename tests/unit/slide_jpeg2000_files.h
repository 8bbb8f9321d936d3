// TIFF files with JPEG 2000 tiles, for tests: libtiff writes none.
#pragma once

#include <openjpeg.h>

#include "tests/unit/slide_tiff_files.h"

namespace testing {

inline OPJ_SIZE_T append(void* buffer, OPJ_SIZE_T size, void* to) {
    auto& bytes = *static_cast<std::vector<std::uint8_t>*>(to);
    bytes.insert(bytes.end(), static_cast<std::uint8_t*>(buffer), static_cast<std::uint8_t*>(buffer) + size);
    return size;
}

/// A lossless codestream of one tile; empty on failure.
inline std::vector<std::uint8_t> encodeJpeg2000(const Page& page, std::int64_t left, std::int64_t top) {
    std::vector<opj_image_cmptparm_t> components(static_cast<std::size_t>(page.samples));
    for (auto& c : components) {
        c = {};
        c.dx = c.dy = 1;
        c.w = c.h = page.tile;
        c.prec = static_cast<OPJ_UINT32>(page.bits);
    }
    const std::unique_ptr<opj_image_t, void (*)(opj_image_t*)> image(opj_image_create(static_cast<OPJ_UINT32>(page.samples), components.data(), OPJ_CLRSPC_UNSPECIFIED), opj_image_destroy);
    image->x1 = image->y1 = page.tile;
    for (std::uint32_t y = 0; y < page.tile; ++y)
        for (std::uint32_t x = 0; x < page.tile; ++x)
            for (int s = 0; s < page.samples; ++s) image->comps[s].data[y * page.tile + x] = static_cast<OPJ_INT32>(knownSample(page, left + x, top + y, s));
    opj_cparameters_t parameters;
    opj_set_default_encoder_parameters(&parameters);
    parameters.tcp_numlayers = 1;
    parameters.cp_disto_alloc = 1;
    std::vector<std::uint8_t> bytes;
    const std::unique_ptr<opj_codec_t, void (*)(opj_codec_t*)> codec(opj_create_compress(OPJ_CODEC_J2K), opj_destroy_codec);
    const std::unique_ptr<opj_stream_t, void (*)(opj_stream_t*)> stream(opj_stream_default_create(OPJ_FALSE), opj_stream_destroy);
    opj_stream_set_user_data(stream.get(), &bytes, nullptr);
    opj_stream_set_write_function(stream.get(), append);
    const bool ok = opj_setup_encoder(codec.get(), &parameters, image.get()) && opj_start_compress(codec.get(), image.get(), stream.get()) &&
                    opj_encode(codec.get(), stream.get()) && opj_end_compress(codec.get(), stream.get());
    return ok ? bytes : std::vector<std::uint8_t>{};
}

inline void writeJpeg2000(const std::filesystem::path& path, const Page& page, const char* mode = "w") {
    const std::unique_ptr<TIFF, decltype(&TIFFClose)> tiff(TIFFOpen(path.c_str(), mode), &TIFFClose);
    setTags(tiff.get(), page);
    for (std::uint32_t y = 0; y < page.height; y += page.tile)
        for (std::uint32_t x = 0; x < page.width; x += page.tile) {
            auto bytes = encodeJpeg2000(page, x, y);
            if (bytes.empty()) throw std::runtime_error("cannot encode");
            if (TIFFWriteRawTile(tiff.get(), TIFFComputeTile(tiff.get(), x, y, 0, 0), bytes.data(), static_cast<tmsize_t>(bytes.size())) < 0) throw std::runtime_error("tile");
        }
}

}  // namespace testing
