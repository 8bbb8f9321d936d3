#include "core/formats/xml_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <new>

#include "core/formats/outline_check.h"
#include "core/formats/xml_text.h"

namespace bowman {
namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && isBlank(text.front())) text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back())) text.remove_suffix(1);
    return text;
}

/// Begin of a text for a message.
std::string quoted(std::string_view text) {
    return std::string("\"").append(xmlText(text.substr(0, 40))).append("\"");
}

}  // namespace

XmlReader::XmlReader(std::string_view utf8, bool isWhole) : m_text(utf8), m_pieces(utf8, isWhole) {}

void XmlReader::fail(const std::string& where, const std::string& why) const { throw XmlProblem(xmlAtLine(m_text, m_at, where + ": " + why)); }

bool XmlReader::nextChild(int parent) {
    while (true) {
        const Step done = step();
        if (done == Step::End) return false;
        if (done == Step::Open && depth() == parent + 1) return true;
        if (done == Step::Close && depth() < parent) return false;
    }
}

XmlReader::Step XmlReader::step() {
    while (!m_piece || m_next == m_piece->items.size()) {
        if (m_piece && !m_piece->problem.empty()) throw XmlProblem(m_piece->problem);
        if (m_hasEnded) return Step::End;
        m_name = {};
        m_attributes = {};
        m_piece = m_pieces.next();
        m_next = 0;
        m_hasEnded = !m_piece;
    }
    const XmlPiece::Item& item = m_piece->items[m_next++];
    switch (item.step) {
    case XmlPiece::Step::Open:
        ++m_depth;
        m_at = item.at;
        m_name = (*m_piece)[item.text];
        m_attributes = std::span(m_piece->attributes).subspan(item.firstAttribute, item.attributeCount);
        return Step::Open;
    case XmlPiece::Step::Close:
        --m_depth;
        return Step::Close;
    case XmlPiece::Step::Text:
        break;
    }
    if (m_sink && m_depth == m_sinkDepth) *m_sink += (*m_piece)[item.text];
    return Step::Text;
}

std::optional<std::string_view> XmlReader::find(std::string_view attribute) const {
    for (const XmlPiece::Attribute& a : m_attributes)
        if ((*m_piece)[a.name] == attribute) return (*m_piece)[a.value];
    return std::nullopt;
}

std::string XmlReader::attribute(std::string_view attribute) const { return std::string(find(attribute).value_or(std::string_view())); }

std::vector<std::pair<std::string, std::string>> XmlReader::attributes() const {
    std::vector<std::pair<std::string, std::string>> all;
    for (const XmlPiece::Attribute& a : m_attributes) all.emplace_back((*m_piece)[a.name], (*m_piece)[a.value]);
    return all;
}

double XmlReader::numberOf(std::string_view whole, std::string_view element, std::string_view attribute) const {
    const std::string_view text = trimmed(whole);
    const std::string_view digits = text.starts_with('+') ? text.substr(1) : text;
    double value = 0;
    const auto parse = [&](std::string_view t) {
        const auto [end, problem] = std::from_chars(t.data(), t.data() + t.size(), value);
        return problem == std::errc() && end == t.data() + t.size() && std::isfinite(value);
    };
    if (parse(digits)) return value;
    // Some tools write with the comma of the user's language.
    std::string withPoint(digits.substr(0, 64));
    if (const std::size_t comma = withPoint.find(','); comma != std::string::npos && digits.size() <= 64) {
        withPoint[comma] = '.';
        if (parse(withPoint)) return value;
    }
    std::string where(element);
    if (!attribute.empty()) where.append("/@").append(attribute);
    fail(where, "a number was expected, not " + quoted(text));
}

double XmlReader::number(std::string_view attribute) const {
    if (const auto value = find(attribute)) return numberOf(*value, m_name, attribute);
    fail(std::string(m_name), "the attribute " + std::string(attribute) + " is missing");
}

SlidePoint XmlReader::point(std::string_view x, std::string_view y) const {
    const SlidePoint point{number(x), number(y)};
    if (!OutlineCheck::isOnSlide(point)) fail(std::string(m_name), "the position is beyond any slide");
    return point;
}

std::string XmlReader::text() {
    std::string gathered;
    const int begin = depth();
    m_sink = &gathered;
    m_sinkDepth = begin;
    while (nextChild(begin)) {}
    m_sink = nullptr;
    return gathered;
}

double XmlReader::textNumber() {
    const std::string name(m_name);   // the piece that it lies in may be gone
    const std::size_t at = m_at;
    const std::string content = text();
    m_at = at;   // a fault is the element's, not of what is inside
    return numberOf(content, name, {});
}

std::string xmlRootOf(std::string_view head) {
    const std::string text = utf8Of(std::string(head));
    XmlReader reader(text, false);
    try {
        reader.nextChild(0);
    } catch (const XmlProblem&) {
        // What is wrong with the element is told when the file is read.
    }
    return std::string(reader.name());
}

Result<Labels> readXmlLabels(const char* what, const std::filesystem::path& path, const std::function<void(XmlReader&, Labels&)>& read) {
    try {
        const auto text = loadXmlText(what, path);
        if (!text) return text.error();
        Labels labels;
        XmlReader reader(*text);
        read(reader, labels);
        return labels;
    } catch (const XmlProblem& problem) {
        return Error{what, path.string(), problem.what()};
    } catch (const std::bad_alloc&) {
        return Error{what, path.string(), "too large for the memory of this machine"};
    }
}

}  // namespace bowman
