#include "core/formats/json_write.h"

#include <charconv>

#include <nlohmann/json.hpp>

namespace bowman {

void appendNumber(std::string& out, double value) {
    char text[32];
    out.append(text, std::to_chars(text, text + sizeof text, value).ptr);
}

std::string jsonText(const std::string& text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void appendRing(std::string& out, const Ring& ring, const JsonRingStyle& style) {
    const auto appendPoint = [&](SlidePoint p) {
        out += '[';
        appendNumber(out, p.x - style.origin.x);
        out += ',';
        appendNumber(out, p.y - style.origin.y);
        out += style.tail;
        out += ']';
    };
    out += '[';
    for (std::size_t i = 0; i < ring.size(); ++i) {
        if (i > 0) out += ',';
        appendPoint(ring[i]);
    }
    if (style.isClosed && !ring.empty()) {
        out += ',';
        appendPoint(ring.front());
    }
    out += ']';
}

}  // namespace bowman
