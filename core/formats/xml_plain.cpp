#include "core/formats/xml_plain.h"

#include <array>
#include <cstring>

namespace bowman {
namespace {

constexpr std::size_t kLongest = 16 << 10;
constexpr std::size_t kMostAttributes = 32;

enum Class : unsigned char { Blank = 1, NameStart = 2, Name = 4, Value = 8, Text = 16 };

constexpr std::array<unsigned char, 256> kClasses = [] {
    std::array<unsigned char, 256> classes{};
    for (unsigned c = 0; c < 128; ++c) {
        const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        const bool isInName = isLetter || (c >= '0' && c <= '9') || c == '-' || c == '.';
        const bool isBlank = c == ' ' || c == '\t' || c == '\n';   // a carriage return would become a line feed
        const bool isPrinted = c >= ' ' && c < 127 && c != '<' && c != '&';
        unsigned all = 0;
        if (isBlank) all |= Blank;
        if (isLetter) all |= NameStart;
        if (isInName) all |= Name;
        if (isPrinted && c != '"') all |= Value;                   // a tab would become a space
        if ((isPrinted && c != ']') || isBlank) all |= Text;       // "]]>" is forbidden
        classes[c] = static_cast<unsigned char>(all);
    }
    return classes;
}();

class Scan {
public:
    Scan(std::string_view text, std::size_t at, XmlPiece& piece)
        : m_text(text.substr(0, kLongest)), m_at(at), m_piece(piece), m_p(m_text.data()), m_end(m_p + m_text.size()), m_base(piece.text.size()) {}

    std::size_t take() {
        const std::size_t items = m_piece.items.size(), attributes = m_piece.attributes.size();
        do {
            if (step()) continue;
            m_piece.items.resize(items);
            m_piece.attributes.resize(attributes);
            return 0;
        } while (m_level > 0);
        m_piece.text.append(m_text.substr(0, looked()));
        return looked();
    }

    std::size_t looked() const { return static_cast<std::size_t>(m_p - m_text.data()); }

private:
    bool is(Class wanted) const { return m_p < m_end && (kClasses[static_cast<unsigned char>(*m_p)] & wanted) != 0; }
    bool passes(char c) { return m_p < m_end && *m_p == c && ++m_p; }
    /// Every byte of it lies at the same distance in the text of the piece, once it is taken.
    XmlPiece::Span span(const char* begin, const char* end) const {
        return {static_cast<std::uint32_t>(m_base + static_cast<std::size_t>(begin - m_text.data())), static_cast<std::uint32_t>(end - begin)};
    }

    /// Over a tag and what stands before it.
    bool step() {
        const char* const begin = m_p;
        while (is(Blank)) ++m_p;
        bool isBlank = true;
        for (; is(Text); ++m_p) isBlank = false;
        const char* const tag = m_p;
        if (!passes('<')) return false;
        if (passes('/')) {
            if (m_level == 0) return false;
            if (tag != begin) m_piece.items.push_back({0, span(begin, tag), 0, 0, XmlPiece::Step::Text});
            const std::string_view name = m_open[--m_level];
            if (!std::string_view(m_p, m_end).starts_with(name)) return false;
            m_p += name.size();
            m_piece.items.emplace_back();
            return passes('>');
        }
        return isBlank && m_level < m_open.size() && opens(tag);
    }

    bool opens(const char* tag) {
        const char* const begin = m_p;
        if (!passesName()) return false;
        const char* const end = m_p;
        const std::size_t item = m_piece.items.size(), first = m_piece.attributes.size();
        m_piece.items.push_back({m_at + static_cast<std::size_t>(tag - m_text.data()), span(begin, end), static_cast<std::uint32_t>(first), 0, XmlPiece::Step::Open});
        while (is(Blank)) {
            while (is(Blank)) ++m_p;
            if (is(NameStart) && !takesAttribute(first)) return false;
        }
        m_piece.items[item].attributeCount = static_cast<std::uint32_t>(m_piece.attributes.size() - first);
        if (passes('/')) {
            m_piece.items.emplace_back();
            return passes('>');
        }
        m_open[m_level++] = {begin, static_cast<std::size_t>(end - begin)};
        return passes('>');
    }

    bool takesAttribute(std::size_t first) {
        const char* const begin = m_p;
        if (!passesName()) return false;
        const XmlPiece::Span name = span(begin, m_p);
        if (!passes('=') || !passes('"')) return false;
        const char* const value = m_p;
        while (is(Value)) ++m_p;
        const char* const end = m_p;
        if (!passes('"')) return false;
        for (std::size_t i = first; i < m_piece.attributes.size(); ++i)
            if (isSame(m_piece.attributes[i].name, name)) return false;
        m_piece.attributes.push_back({name, span(value, end)});
        return m_piece.attributes.size() - first <= kMostAttributes;
    }

    bool passesName() {
        if (!is(NameStart)) return false;
        while (is(Name)) ++m_p;
        return true;
    }
    bool isSame(XmlPiece::Span a, XmlPiece::Span b) const {
        return a.length == b.length && std::memcmp(m_text.data() + (a.begin - m_base), m_text.data() + (b.begin - m_base), a.length) == 0;
    }

    const std::string_view m_text;
    const std::size_t m_at;
    XmlPiece& m_piece;
    const char* m_p;
    const char* const m_end;
    const std::size_t m_base;
    std::array<std::string_view, kPlainXmlLevels> m_open;
    std::size_t m_level = 0;
};

}  // namespace

std::size_t takePlainXml(std::string_view text, std::size_t at, XmlPiece& piece, std::size_t& looked) {
    Scan scan(text, at, piece);
    const std::size_t taken = scan.take();
    looked = scan.looked();
    return taken;
}

}  // namespace bowman
