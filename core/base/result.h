// Expected failures as values. Usable from any thread.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace bowman {

/// What failed, in which file (may be empty), and why: printed as "file: what: why".
struct Error {
    std::string what;
    std::string file;
    std::string why;

    /// One line for people, without a trailing full stop.
    std::string message() const {
        std::string text = file;
        for (const std::string& part : {what, why})
            if (!part.empty()) text += (text.empty() ? "" : ": ") + part;
        return text;
    }
};

/// Either a value or an Error. Reading the wrong side is a programming error and throws std::bad_variant_access.
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    const T& value() const& { return std::get<0>(m_state); }
    T& value() & { return std::get<0>(m_state); }
    T&& value() && { return std::get<0>(std::move(m_state)); }
    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }

    const Error& error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)), m_ok(false) {}

    bool ok() const { return m_ok; }
    explicit operator bool() const { return m_ok; }
    const Error& error() const {
        if (m_ok) throw std::bad_variant_access();
        return m_error;
    }

private:
    Error m_error;
    bool m_ok = true;
};

}  // namespace bowman
