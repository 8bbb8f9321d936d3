// What OpenSlide must not be given: GLib ends the whole program where a damaged file makes OpenSlide ask for more memory than
// there is. Blocking (headers only); any thread.
#pragma once

#include <filesystem>
#include <string>

namespace bowman {

/// Why OpenSlide must not open or read this file; empty where nothing speaks against it.
/// Looked at: tiles of TIFFs and the compressed JPEG 2000 in them, and the numbers in key files (Hamamatsu VMS, MIRAX).
std::string openSlideDanger(const std::filesystem::path& path);

}  // namespace bowman
