// Dotted names of tensors, taken apart and put together. Any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace bowman {

/// "a.b.c" → a, b, c.
inline std::vector<std::string> namePartsOf(const std::string& name) {
    std::vector<std::string> parts(1);
    for (const char c : name) {
        if (c == '.') parts.emplace_back();
        else parts.back() += c;
    }
    return parts;
}

/// The parts from `first` on, each with a dot in front: ".b.c".
inline std::string tailOf(const std::vector<std::string>& parts, std::size_t first) {
    std::string tail;
    for (std::size_t i = first; i < parts.size(); ++i) tail += "." + parts[i];
    return tail;
}

}  // namespace bowman
