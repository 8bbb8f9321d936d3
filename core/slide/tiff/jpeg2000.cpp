#include "core/slide/tiff/jpeg2000.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <memory>

#include <openjpeg.h>

namespace bowman {
namespace {

struct Source {
    const std::uint8_t* data = nullptr;
    std::size_t size = 0;
    std::size_t at = 0;
};

OPJ_SIZE_T readFrom(void* buffer, OPJ_SIZE_T size, void* source) {
    auto& from = *static_cast<Source*>(source);
    const std::size_t count = std::min<std::size_t>(size, from.size - from.at);
    if (count == 0) return static_cast<OPJ_SIZE_T>(-1);
    std::memcpy(buffer, from.data + from.at, count);
    from.at += count;
    return count;
}

OPJ_OFF_T skipIn(OPJ_OFF_T size, void* source) {
    auto& from = *static_cast<Source*>(source);
    if (size < 0) return -1;
    const auto count = std::min<std::size_t>(static_cast<std::size_t>(size), from.size - from.at);
    from.at += count;
    return static_cast<OPJ_OFF_T>(count);
}

OPJ_BOOL seekIn(OPJ_OFF_T offset, void* source) {
    auto& from = *static_cast<Source*>(source);
    if (offset < 0 || static_cast<std::size_t>(offset) > from.size) return OPJ_FALSE;
    from.at = static_cast<std::size_t>(offset);
    return OPJ_TRUE;
}

void keepFirst(const char* text, void* reason) {
    auto& kept = *static_cast<std::string*>(reason);
    if (!kept.empty()) return;
    kept = text;
    while (!kept.empty() && (kept.back() == '\n' || kept.back() == '\r')) kept.pop_back();
}

void ignore(const char*, void*) {}

/// What of the header does not fit the request; empty when all does.
std::string mismatch(const opj_image_t& image, const Jpeg2000Request& request) {
    if (image.x1 - image.x0 != static_cast<OPJ_UINT32>(request.width) || image.y1 - image.y0 != static_cast<OPJ_UINT32>(request.height))
        return "its JPEG 2000 stream has " + std::to_string(image.x1 - image.x0) + " × " + std::to_string(image.y1 - image.y0) + " px";
    if (image.numcomps < static_cast<OPJ_UINT32>(request.samples))
        return "its JPEG 2000 stream has " + std::to_string(image.numcomps) + " components";
    for (OPJ_UINT32 c = 0; c < image.numcomps; ++c)
        if (image.comps[c].dx < 1 || image.comps[c].dy < 1 || image.comps[c].prec > 16 || image.comps[c].prec < 1)
            return "its JPEG 2000 components are of a kind that is not supported";
    return {};
}

/// A sample in the range of the output, whatever precision the component has.
int sampleAt(const opj_image_comp_t& component, int x, int y, int bits) {
    const auto column = std::min<OPJ_UINT32>(static_cast<OPJ_UINT32>(x) / component.dx, component.w - 1);
    const auto row = std::min<OPJ_UINT32>(static_cast<OPJ_UINT32>(y) / component.dy, component.h - 1);
    int value = component.data[static_cast<std::size_t>(row) * component.w + column];
    if (component.sgnd) value += 1 << (component.prec - 1);
    value = std::clamp(value, 0, (1 << component.prec) - 1);
    const int shift = bits - static_cast<int>(component.prec);
    return shift < 0 ? value >> -shift : value;
}

void toRgbSamples(int* v, int bits) {
    const int largest = (1 << bits) - 1;
    const double half = 1 << (bits - 1), y = v[0], cb = v[1] - half, cr = v[2] - half;
    const auto whole = [&](double value) { return std::clamp(static_cast<int>(std::lround(value)), 0, largest); };
    v[0] = whole(y + 1.402 * cr);
    v[1] = whole(y - 0.344136 * cb - 0.714136 * cr);
    v[2] = whole(y + 1.772 * cb);
}

/// What slide scanners write: three components of 8 bit in full size.
bool isPlainColour(const opj_image_t& image, const Jpeg2000Request& request) {
    if (request.samples != 3 || request.bits != 8) return false;
    return std::all_of(image.comps, image.comps + 3, [&](const opj_image_comp_t& c) {
        return c.dx == 1 && c.dy == 1 && c.prec == 8 && !c.sgnd && c.w == static_cast<OPJ_UINT32>(request.width) && c.h == static_cast<OPJ_UINT32>(request.height);
    });
}

std::uint8_t byteOf(int value) { return static_cast<std::uint8_t>(std::clamp(value, 0, 255)); }

/// toRgbSamples for 8 bit, from tables.
class YCbCrTables {
public:
    YCbCrTables() {
        for (int v = 0; v < 256; ++v) {
            const auto i = static_cast<std::size_t>(v);
            const double chroma = v - 128;
            m_red[i] = static_cast<int>(std::floor(1.402 * chroma + 0.5));
            m_blue[i] = static_cast<int>(std::floor(1.772 * chroma + 0.5));
            m_greenCb[i] = 0.344136 * chroma;
            m_greenCr[i] = 0.714136 * chroma;
        }
    }
    void convert(std::uint8_t* rgb) const {
        const int y = rgb[0];
        const std::size_t cb = rgb[1], cr = rgb[2];
        const double green = y - m_greenCb[cb] - m_greenCr[cr];
        rgb[0] = byteOf(y + m_red[cr]);
        rgb[1] = static_cast<std::uint8_t>(std::clamp(green, 0.0, 255.0) + 0.5);
        rgb[2] = byteOf(y + m_blue[cb]);
    }

private:
    std::array<int, 256> m_red, m_blue;
    std::array<double, 256> m_greenCb, m_greenCr;
};

void copyPlainColour(const opj_image_t& image, const Jpeg2000Request& request, std::uint8_t* out) {
    const std::size_t count = static_cast<std::size_t>(request.width) * static_cast<std::size_t>(request.height);
    const OPJ_INT32 *a = image.comps[0].data, *b = image.comps[1].data, *c = image.comps[2].data;
    for (std::size_t i = 0; i < count; ++i) {
        out[3 * i] = byteOf(a[i]);
        out[3 * i + 1] = byteOf(b[i]);
        out[3 * i + 2] = byteOf(c[i]);
    }
    if (!request.isYCbCr) return;
    static const YCbCrTables tables;
    for (std::size_t i = 0; i < count; ++i) tables.convert(out + 3 * i);
}

void copyOut(const opj_image_t& image, const Jpeg2000Request& request, std::uint8_t* out) {
    std::vector<int> values(static_cast<std::size_t>(request.samples));
    for (int y = 0; y < request.height; ++y)
        for (int x = 0; x < request.width; ++x) {
            for (int c = 0; c < request.samples; ++c) values[static_cast<std::size_t>(c)] = sampleAt(image.comps[c], x, y, request.bits);
            if (request.isYCbCr && request.samples >= 3) toRgbSamples(values.data(), request.bits);
            for (const int value : values) {
                if (request.bits <= 8) {
                    *out++ = static_cast<std::uint8_t>(value);
                } else {
                    const auto wide = static_cast<std::uint16_t>(value);
                    std::memcpy(out, &wide, 2);
                    out += 2;
                }
            }
        }
}

}  // namespace

std::string decodeJpeg2000(const std::vector<std::uint8_t>& bytes, const Jpeg2000Request& request, std::vector<std::uint8_t>& out) {
    std::string reason;
    const auto why = [&](const std::string& otherwise) { return reason.empty() ? otherwise : reason; };
    Source source{bytes.data(), bytes.size(), 0};
    const bool isFile = bytes.size() > 12 && std::memcmp(bytes.data() + 4, "jP  ", 4) == 0;   // boxes around the stream
    const std::unique_ptr<opj_codec_t, void (*)(opj_codec_t*)> codec(opj_create_decompress(isFile ? OPJ_CODEC_JP2 : OPJ_CODEC_J2K), opj_destroy_codec);
    const std::unique_ptr<opj_stream_t, void (*)(opj_stream_t*)> stream(opj_stream_create(std::max<std::size_t>(bytes.size(), 64), OPJ_TRUE), opj_stream_destroy);
    if (!codec || !stream) return "not enough memory";
    opj_set_error_handler(codec.get(), keepFirst, &reason);
    opj_set_warning_handler(codec.get(), ignore, nullptr);
    opj_set_info_handler(codec.get(), ignore, nullptr);
    opj_stream_set_user_data(stream.get(), &source, nullptr);
    opj_stream_set_user_data_length(stream.get(), bytes.size());
    opj_stream_set_read_function(stream.get(), readFrom);
    opj_stream_set_skip_function(stream.get(), skipIn);
    opj_stream_set_seek_function(stream.get(), seekIn);
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    if (!opj_setup_decoder(codec.get(), &parameters)) return why("no decoder");
    opj_image_t* raw = nullptr;
    const bool hasHeader = opj_read_header(stream.get(), codec.get(), &raw);
    const std::unique_ptr<opj_image_t, void (*)(opj_image_t*)> image(raw, opj_image_destroy);
    if (!hasHeader || !image) return why("no JPEG 2000 stream");
    if (std::string wrong = mismatch(*image, request); !wrong.empty()) return wrong;
    if (!opj_decode(codec.get(), stream.get(), image.get())) return why("damaged JPEG 2000 stream");
    opj_end_decompress(codec.get(), stream.get());   // what is missing behind the last packet changes nothing
    for (int c = 0; c < request.samples; ++c)
        if (!image->comps[c].data || image->comps[c].w == 0 || image->comps[c].h == 0) return "damaged JPEG 2000 stream";
    if (isPlainColour(*image, request)) copyPlainColour(*image, request, out.data());
    else copyOut(*image, request, out.data());
    return {};
}

}  // namespace bowman
