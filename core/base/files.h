// Files that are either whole or not there. Any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace bowman {

/// The whole file. Errors name the file and the system's reason.
Result<std::string> readFile(const std::filesystem::path& path);

/// Writes beside the target, syncs, renames: the target is the old file or the new one, never half of one.
Result<void> writeFileAtomically(const std::filesystem::path& path, std::string_view content);

/// Runs `write` on a temporary path beside the target; renames when it succeeds, removes it when it fails.
Result<void> replaceAtomically(const std::filesystem::path& path,
                               const std::function<Result<void>(const std::filesystem::path& temporary)>& write);

/// Lower-case hex SHA-256 of bytes in memory.
std::string sha256Hex(std::string_view bytes);

/// Lower-case hex SHA-256 of a file, read in blocks.
Result<std::string> sha256OfFile(const std::filesystem::path& path);

}  // namespace bowman
