#include <csetjmp>
#include <cstdio>
#include <cstring>

#include <png.h>

#include "core/formats/mask_read_rows.h"

namespace bowman {
namespace {

/// libpng leaves by longjmp: what it may jump over is in functions of its own without any object that has a destructor.
struct PngFile {
    std::FILE* file = nullptr;
    png_structp png = nullptr;
    png_infop info = nullptr;
    char reason[160] = "";
};

[[noreturn]] void keepReason(png_structp png, png_const_charp message) {
    std::snprintf(static_cast<PngFile*>(png_get_error_ptr(png))->reason, sizeof PngFile::reason, "%s", message);
    std::longjmp(*png_set_longjmp_fn(png, std::longjmp, sizeof(std::jmp_buf)), 1);
}

void ignoreWarning(png_structp, png_const_charp) {}

bool readHeader(PngFile& f) {
    if (setjmp(png_jmpbuf(f.png)) != 0) return false;
    png_init_io(f.png, f.file);
    png_read_info(f.png, f.info);
    if (png_get_bit_depth(f.png, f.info) < 8) png_set_packing(f.png);   // one byte a pixel, the values as they are
    if (png_get_bit_depth(f.png, f.info) == 16) png_set_swap(f.png);
    png_read_update_info(f.png, f.info);
    return true;
}

bool readRow(PngFile& f, png_bytep row) {
    if (setjmp(png_jmpbuf(f.png)) != 0) return false;
    png_read_row(f.png, row, nullptr);
    return true;
}

class PngRows : public MaskRows {
public:
    explicit PngRows(const std::filesystem::path& path) : m_path(path) {}
    PngRows(const PngRows&) = delete;
    PngRows& operator=(const PngRows&) = delete;
    ~PngRows() override {
        if (m_png.png) png_destroy_read_struct(&m_png.png, &m_png.info, nullptr);
        if (m_png.file) std::fclose(m_png.file);
    }

    Result<void> open() {
        m_png.file = std::fopen(m_path.c_str(), "rb");
        if (!m_png.file) return error("the file could not be opened");
        m_png.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &m_png, keepReason, ignoreWarning);
        if (m_png.png) m_png.info = png_create_info_struct(m_png.png);
        if (!m_png.info) return error("out of memory");
        if (!readHeader(m_png)) return error(m_png.reason);
        const auto colour = png_get_color_type(m_png.png, m_png.info);
        if (colour != PNG_COLOR_TYPE_GRAY && colour != PNG_COLOR_TYPE_PALETTE)
            return error("a mask has one channel, this is a picture in colour or with transparency");
        if (png_get_interlace_type(m_png.png, m_png.info) != PNG_INTERLACE_NONE) return error("it is interlaced: save it without");
        m_size = {png_get_image_width(m_png.png, m_png.info), png_get_image_height(m_png.png, m_png.info)};
        m_bits = png_get_bit_depth(m_png.png, m_png.info);
        m_bytes.resize(png_get_rowbytes(m_png.png, m_png.info));
        png_textp texts = nullptr;
        const int count = png_get_text(m_png.png, m_png.info, &texts, nullptr);
        for (int i = 0; i < count; ++i)
            if (std::strcmp(texts[i].key, "Description") == 0 && texts[i].text) m_description = texts[i].text;
        return {};
    }

    Result<void> next(std::vector<std::uint32_t>& row) override {
        if (!readRow(m_png, m_bytes.data())) return error("row " + std::to_string(m_row) + ": " + m_png.reason);
        ++m_row;
        const auto width = static_cast<std::size_t>(m_size.width);
        row.resize(width);
        for (std::size_t x = 0; x < width; ++x) {
            std::uint16_t wide = m_bytes[m_bits == 16 ? 2 * x : x];
            if (m_bits == 16) std::memcpy(&wide, m_bytes.data() + 2 * x, sizeof wide);
            row[x] = wide;
        }
        return {};
    }

private:
    Error error(const std::string& why) const { return {"cannot read mask", m_path.string(), why}; }

    std::filesystem::path m_path;
    PngFile m_png;
    std::vector<png_byte> m_bytes;
    std::int64_t m_row = 0;
};

}  // namespace

Result<std::unique_ptr<MaskRows>> openMaskPng(const std::filesystem::path& path) {
    auto rows = std::make_unique<PngRows>(path);
    if (auto opened = rows->open(); !opened) return opened.error();
    return std::unique_ptr<MaskRows>(std::move(rows));
}

}  // namespace bowman
