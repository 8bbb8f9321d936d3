// The ICC profile in a PNG or JPEG file.
#include <csetjmp>
#include <cstring>

#include <png.h>

#include "core/base/files.h"
#include "core/slide/colour_profile.h"

namespace bowman {
namespace {

struct Source {
    const char* data;
    std::size_t size;
    std::size_t at;
};

void readFrom(png_structp png, png_bytep to, std::size_t size) {
    auto& source = *static_cast<Source*>(png_get_io_ptr(png));
    if (size > source.size - source.at) png_error(png, "cut off");
    std::memcpy(to, source.data + source.at, size);
    source.at += size;
}

void silentError(png_structp png, png_const_charp) { png_longjmp(png, 1); }
void silentWarning(png_structp, png_const_charp) {}

/// What lies before the pixels is read, and copied out by `keep`. libpng leaves by longjmp: nothing with a destructor may
/// live here.
void readPngHeader(png_structp png, png_infop info, Source* source, void (*keep)(const png_byte*, std::size_t, void*), void* to) {
    if (setjmp(png_jmpbuf(png))) return;
    png_set_read_fn(png, source, readFrom);
    png_read_info(png, info);
    png_charp name = nullptr;
    png_bytep profile = nullptr;
    png_uint_32 size = 0;
    int compression = 0;
    if (png_get_iCCP(png, info, &name, &compression, &profile, &size)) keep(profile, size, to);
}

std::string inPng(const std::string& bytes) {
    std::string profile;
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, silentError, silentWarning);
    png_infop info = png ? png_create_info_struct(png) : nullptr;
    Source source{bytes.data(), bytes.size(), 0};
    if (info) readPngHeader(png, info, &source, [](const png_byte* data, std::size_t size, void* to) { static_cast<std::string*>(to)->assign(reinterpret_cast<const char*>(data), size); }, &profile);
    png_destroy_read_struct(&png, &info, nullptr);
    return profile;
}

/// A profile is cut into pieces of 64 KiB, numbered from 1; they come in their order.
std::string inJpeg(const std::string& bytes) {
    constexpr char kName[] = "ICC_PROFILE";   // with its zero, then number and count
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
    std::string profile;
    int expected = 1;
    for (std::size_t at = 2; at + 4 < bytes.size() && byte(at) == 0xff && byte(at + 1) != 0xda;) {
        const std::size_t size = static_cast<std::size_t>(byte(at + 2)) << 8 | byte(at + 3);
        const bool isPiece = byte(at + 1) == 0xe2 && size > 2 + sizeof kName + 2 && at + 2 + size <= bytes.size() && std::memcmp(bytes.data() + at + 4, kName, sizeof kName) == 0;
        if (isPiece) {
            if (byte(at + 4 + sizeof kName) != expected++) return {};
            profile.append(bytes, at + 4 + sizeof kName + 2, size - 2 - sizeof kName - 2);
        }
        if (size < 2) return {};
        at += 2 + size;
    }
    return profile;
}

}  // namespace

std::string profileInPicture(const std::filesystem::path& path) {
    const auto bytes = readFile(path);
    if (!bytes) return {};
    if (bytes->starts_with("\x89PNG\r\n\x1a\n")) return inPng(*bytes);
    return bytes->starts_with("\xff\xd8") ? inJpeg(*bytes) : std::string();
}

}  // namespace bowman
