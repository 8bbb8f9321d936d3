// Where in a JSON document a reader is, for messages: a chain on the stack that becomes text only when something is
// wrong. Used inside one reader on one thread.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

namespace bowman {

/// Thrown inside a reader and caught at its boundary, where it becomes an Error.
class JsonProblem : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class JsonPlace {
public:
    JsonPlace() = default;
    /// The parent must outlive the child.
    JsonPlace(const JsonPlace& parent, const char* key) : m_parent(&parent), m_key(key) {}
    JsonPlace(const JsonPlace& parent, std::size_t index) : m_parent(&parent), m_index(index) {}

    /// "features[3].geometry"
    std::string text() const {
        if (!m_parent) return {};
        const std::string before = m_parent->text();
        if (!m_key) return before + "[" + std::to_string(m_index) + "]";
        return before + (before.empty() ? "" : ".") + m_key;
    }

    [[noreturn]] void fail(const std::string& why) const {
        const std::string place = text();
        throw JsonProblem(place.empty() ? why : place + ": " + why);
    }

private:
    const JsonPlace* m_parent = nullptr;
    const char* m_key = nullptr;
    std::size_t m_index = 0;
};

}  // namespace bowman
