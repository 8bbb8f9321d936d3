#include "core/formats/json_file.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/files.h"

namespace bowman {
namespace {

using nlohmann::json;

constexpr std::size_t kDeepest = 128;
constexpr std::uintmax_t kLargestFile = 512ULL << 20;

/// The library's text without its code in brackets, and not longer than a line.
std::string shortened(const std::string& text) {
    const std::size_t end = text.find("] ");
    return text.substr(end == std::string::npos ? 0 : end + 2, 200);
}

/// Builds the tree of a document as the parser goes, and lets go of each element of a streamed list when it is whole.
class StreamHandler : public nlohmann::json_sax<json> {
public:
    StreamHandler(const JsonStream& stream, json& document) : m_stream(stream), m_document(document) {}

    bool null() override { return scalar(nullptr); }
    bool boolean(bool value) override { return scalar(value); }
    bool number_integer(number_integer_t value) override { return takesCoordinate(static_cast<double>(value)) || scalar(value); }
    bool number_unsigned(number_unsigned_t value) override { return takesCoordinate(static_cast<double>(value)) || scalar(value); }
    bool number_float(number_float_t value, const string_t&) override { return takesCoordinate(value) || scalar(value); }
    bool string(string_t& value) override { return scalar(std::move(value)); }
    bool binary(binary_t&) override { return false; }

    bool start_object(std::size_t) override {
        unpackPoint();
        return open(json(json::value_t::object), false);
    }
    bool start_array(std::size_t) override {
        unpackPoint();
        if (mayBePoint()) return m_isInPoint = true;
        return open(json(json::value_t::array), isStreamedHere());
    }
    bool end_object() override { return close(); }
    bool end_array() override {
        if (m_isInPoint && m_coordinates >= 2) return keepPoint();
        unpackPoint();
        return close();
    }
    bool key(string_t& key) override {
        m_open.back().key = std::move(key);
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& e) override {
        throw JsonProblem(shortened(e.what()));
    }

private:
    struct Container {
        json* value = nullptr;   ///< stays where it is: its parent does not grow before it is closed
        bool isStreamed = false;
        std::string key;         ///< of an object: the one that comes next
        std::size_t index = 0;   ///< of a list
        std::vector<std::uint8_t> points;   ///< of a list that is nothing but points so far: pairs of doubles
    };

    bool mayBePoint() const {
        if (m_open.empty() || m_open.size() == kDeepest) return false;
        const Container& parent = m_open.back();
        return parent.value->is_array() && !parent.isStreamed && parent.value->empty();
    }

    bool takesCoordinate(double value) {
        if (!m_isInPoint || m_coordinates == std::size(m_point)) return false;
        m_point[m_coordinates++] = value;
        return true;
    }

    bool keepPoint() {
        auto& points = m_open.back().points;
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(m_point);
        points.insert(points.end(), bytes, bytes + 2 * sizeof(double));
        ++m_open.back().index;
        m_coordinates = 0;
        m_isInPoint = false;
        return true;
    }

    /// It is some other list: as it would be without packing.
    void unpackPoint() {
        if (!m_isInPoint) return;
        m_isInPoint = false;
        open(json(json::value_t::array), false);
        for (std::size_t i = 0; i < m_coordinates; ++i) scalar(m_point[i]);
        m_coordinates = 0;
    }

    static json unpacked(const std::vector<std::uint8_t>& points) {
        json list = json::array();
        for (std::size_t at = 0; at < points.size(); at += 2 * sizeof(double)) {
            double xy[2];
            std::memcpy(xy, points.data() + at, sizeof xy);
            list.push_back({xy[0], xy[1]});
        }
        return list;
    }

    bool isStreamedHere() const {
        if (m_isStreaming) return false;
        if (m_open.empty()) return m_stream.isTopListToo;
        return m_open.size() <= static_cast<std::size_t>(m_stream.deepest) && m_open.back().value->is_object() &&
               m_open.back().key == m_stream.key;
    }

    json* put(json&& value) {
        if (m_open.empty()) return &(m_document = std::move(value));
        Container& parent = m_open.back();
        if (parent.isStreamed) return &(m_element = std::move(value));
        if (parent.value->is_object()) return &(*parent.value->get_ptr<json::object_t*>())[parent.key].operator=(std::move(value));
        if (!parent.points.empty()) {
            *parent.value = unpacked(parent.points);
            parent.points.clear();
        }
        auto& list = *parent.value->get_ptr<json::array_t*>();
        list.push_back(std::move(value));
        return &list.back();
    }

    bool scalar(json value) {
        unpackPoint();
        put(std::move(value));
        valueIsWhole();
        return true;
    }

    bool open(json value, bool isStreamed) {
        if (m_open.size() == kDeepest) throw JsonProblem("nested deeper than " + std::to_string(kDeepest) + " levels");
        Container container{put(std::move(value)), isStreamed, {}, 0, {}};
        m_open.push_back(std::move(container));
        m_isStreaming = m_isStreaming || isStreamed;
        return true;
    }

    bool close() {
        Container& closed = m_open.back();
        if (closed.isStreamed) m_isStreaming = false;
        if (!closed.points.empty()) *closed.value = json::binary(std::move(closed.points));
        m_open.pop_back();
        valueIsWhole();
        return true;
    }

    void valueIsWhole() {
        if (m_open.empty()) return;
        Container& parent = m_open.back();
        if (parent.isStreamed) handOver(parent.index);
        ++parent.index;
    }

    void handOver(std::size_t index) {
        std::vector<JsonPlace> places(1);
        places.reserve(m_open.size() + 1);
        for (std::size_t i = 0; i + 1 < m_open.size(); ++i) {
            const Container& c = m_open[i];
            if (c.value->is_object()) places.emplace_back(places.back(), c.key.c_str());
            else places.emplace_back(places.back(), c.index);
        }
        m_stream.element(m_element, JsonPlace(places.back(), index));
        m_element = nullptr;
    }

    const JsonStream& m_stream;
    json& m_document;
    json m_element;
    std::vector<Container> m_open;
    bool m_isStreaming = false;
    double m_point[3] = {};          ///< of a list of two or three numbers in a list: not yet a container
    std::size_t m_coordinates = 0;
    bool m_isInPoint = false;
};

}  // namespace

json parseJsonStream(std::string_view text, const JsonStream& stream) {
    json document;
    StreamHandler handler(stream, document);
    json::sax_parse(text.data(), text.data() + text.size(), &handler);
    return document;
}

Result<Labels> readJsonLabels(const char* what, std::string_view text, const std::string& file,
                              const std::function<void(std::string_view, Labels&)>& read) {
    const auto error = [&](const std::string& why) { return Error{what, file, why}; };
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return error("the file is empty");
    try {
        Labels labels;
        read(text, labels);
        return labels;
    } catch (const JsonProblem& problem) {
        return error(problem.what());
    } catch (const json::exception& e) {
        return error(shortened(e.what()));
    } catch (const std::bad_alloc&) {
        return error("too large for the memory of this machine");
    }
}

Result<Labels> loadJsonLabels(const char* what, const std::filesystem::path& path,
                              const std::function<void(std::string_view, Labels&)>& read) {
    std::error_code status;
    if (const auto size = std::filesystem::file_size(path, status); !status && size > kLargestFile)
        return Error{what, path.string(), "larger than 512 MiB"};
    const auto text = readFile(path);
    if (!text) return text.error();
    return readJsonLabels(what, *text, path.string(), read);
}

bool looksLikeJson(std::string_view head) {
    const std::size_t first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    return first != std::string_view::npos && (head[first] == '{' || head[first] == '[');
}

namespace {

std::string inQuotes(std::string_view text) { return std::string("\"").append(text).append("\""); }

/// Calls `isIt` with what follows the colon of each member of that name; true when one is.
template <typename Predicate>
bool anyMember(std::string_view head, std::string_view key, Predicate isIt) {
    const auto skipped = [&](std::size_t at) { return std::min(head.find_first_not_of(" \t\r\n", at), head.size()); };
    const std::string quoted = inQuotes(key);
    for (std::size_t at = head.find(quoted); at != std::string_view::npos; at = head.find(quoted, at + 1)) {
        const std::size_t colon = skipped(at + quoted.size());
        if (colon < head.size() && head[colon] == ':' && isIt(head.substr(skipped(colon + 1)))) return true;
    }
    return false;
}

}  // namespace

bool hasJsonKey(std::string_view head, std::string_view key) {
    return anyMember(head, key, [](std::string_view) { return true; });
}

bool hasJsonText(std::string_view head, std::string_view key, std::string_view value) {
    const std::string quoted = inQuotes(value);
    return anyMember(head, key, [&](std::string_view rest) { return rest.starts_with(quoted); });
}

}  // namespace bowman
