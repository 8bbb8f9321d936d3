#include "core/formats/xml_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <new>

#include "core/formats/outline_check.h"
#include "core/formats/xml_text.h"

namespace bowman {
namespace {

constexpr std::size_t kDeepest = 128;
constexpr std::size_t kMostAttributes = 256;

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

bool isNameCharacter(char c) { return !isBlank(c) && c != '/' && c != '>' && c != '=' && c != '<' && c != '"' && c != '\'' && c != '&'; }

bool isBlankText(std::string_view text) { return std::all_of(text.begin(), text.end(), isBlank); }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && isBlank(text.front())) text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back())) text.remove_suffix(1);
    return text;
}

/// Begin of a text for a message.
std::string quoted(std::string_view text) {
    return std::string("\"").append(xmlText(text.substr(0, 40))).append("\"");
}

/// Of "&#65;" without & and ;. Nothing for what is no character.
std::string characterOf(std::string_view reference) {
    const bool isHex = reference.size() > 1 && reference[1] == 'x';
    const std::string_view digits = reference.substr(isHex ? 2 : 1);
    std::uint32_t code = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), code, isHex ? 16 : 10);
    const bool isCharacter = problem == std::errc() && end == digits.data() + digits.size() && code < 0x110000 && !(code >= 0xD800 && code < 0xE000) &&
                             (code >= 0x20 || code == '\t' || code == '\n' || code == '\r');
    if (!isCharacter) return {};
    std::string out;
    if (code < 0x80) return std::string(1, static_cast<char>(code));
    const int tails = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    constexpr std::uint32_t kLead[] = {0, 0xC0, 0xE0, 0xF0};
    out += static_cast<char>(static_cast<unsigned char>(kLead[tails] | code >> (6 * tails)));
    for (int i = tails - 1; i >= 0; --i) out += static_cast<char>(static_cast<unsigned char>(0x80 | (code >> (6 * i) & 0x3F)));
    return out;
}

}  // namespace

void XmlReader::failAt(std::size_t at, const std::string& why) const {
    const auto line = 1 + std::count(m_text.begin(), m_text.begin() + static_cast<std::ptrdiff_t>(std::min(at, m_text.size())), '\n');
    throw XmlProblem("line " + std::to_string(line) + ": " + why);
}

void XmlReader::fail(const std::string& where, const std::string& why) const { failAt(m_opened, where + ": " + why); }

bool XmlReader::nextChild(int parent) {
    while (true) {
        const Step done = step();
        if (done == Step::End) return false;
        if (done == Step::Open && depth() == parent + 1) return true;
        if (done == Step::Close && depth() < parent) return false;
    }
}

XmlReader::Step XmlReader::step() {
    if (m_isEmptyElement) {
        m_isEmptyElement = false;
        m_open.pop_back();
        return Step::Close;
    }
    while (m_at < m_text.size()) {
        if (m_text[m_at] != '<') {
            const std::size_t end = std::min(m_text.find('<', m_at), m_text.size());
            const std::string_view data = m_text.substr(m_at, end - m_at);
            if (m_open.empty() && !isBlankText(data)) failAt(m_at, "there is text outside of all elements: " + quoted(trimmed(data)));
            if (m_sink && m_open.size() == m_sinkDepth) *m_sink += decoded(data);
            m_at = end;
        } else if (!skipMarkup()) {
            return m_text.substr(m_at, 2) == "</" ? closeElement() : openElement();
        }
    }
    if (!m_open.empty()) failAt(m_text.size(), "the file ends inside of <" + std::string(m_open.back()) + ">");
    if (!m_hasRoot) failAt(m_text.size(), "there is no element");
    return Step::End;
}

/// Past a comment, a CDATA section, a declaration or an instruction; false where there is none.
bool XmlReader::skipMarkup() {
    const std::string_view rest = m_text.substr(m_at);
    if (rest.starts_with("<!--")) {
        m_at += 4;
        skipTo("-->", "a comment");
    } else if (rest.starts_with("<![CDATA[")) {
        if (m_open.empty()) failAt(m_at, "there is text outside of all elements");
        const std::size_t begin = m_at += 9;
        skipTo("]]>", "a CDATA section");
        if (m_sink && m_open.size() == m_sinkDepth) *m_sink += m_text.substr(begin, m_at - 3 - begin);
    } else if (rest.starts_with("<?")) {
        m_at += 2;
        skipTo("?>", "an instruction");
    } else if (rest.starts_with("<!DOCTYPE")) {
        skipDoctype();
    } else {
        return false;
    }
    return true;
}

void XmlReader::skipTo(std::string_view end, const char* what) {
    const std::size_t found = m_text.find(end, m_at);
    if (found == std::string_view::npos) failAt(m_at, std::string("the file ends inside of ") + what);
    m_at = found + end.size();
}

/// With all that it declares: none of it has an effect.
void XmlReader::skipDoctype() {
    const std::size_t begin = m_at;
    int brackets = 0;
    while (m_at < m_text.size()) {
        const char c = m_text[m_at];
        if (m_text.substr(m_at, 4) == "<!--") {
            skipTo("-->", "a comment");
            continue;
        }
        ++m_at;
        if (c == '"' || c == '\'') skipTo(std::string_view(&c, 1), "a text of the document type");
        else if (c == '[') ++brackets;
        else if (c == ']') --brackets;
        else if (c == '>' && brackets <= 0) return;
    }
    failAt(begin, "the file ends inside of the document type");
}

void XmlReader::skipBlanks() {
    while (m_at < m_text.size() && isBlank(m_text[m_at])) ++m_at;
}

std::string_view XmlReader::takeName(const char* what) {
    const std::size_t begin = m_at;
    while (m_at < m_text.size() && isNameCharacter(m_text[m_at])) ++m_at;
    if (m_at == begin) failAt(begin, std::string(what) + " was expected");
    return m_text.substr(begin, m_at - begin);
}

XmlReader::Step XmlReader::openElement() {
    m_opened = m_at++;
    if (m_open.empty() && m_hasRoot) failAt(m_opened, "there is a second root element");
    m_name = takeName("the name of an element");
    if (m_open.size() >= kDeepest) failAt(m_opened, "nested deeper than " + std::to_string(kDeepest) + " levels");
    readAttributes();
    m_hasRoot = true;
    m_open.push_back(m_name);
    return Step::Open;
}

void XmlReader::readAttributes() {
    m_attributes.clear();
    while (true) {
        skipBlanks();
        if (m_at >= m_text.size()) failAt(m_opened, "the file ends inside of the tag <" + std::string(m_name) + ">");
        if (m_text[m_at] == '>') {
            ++m_at;
            return;
        }
        if (m_text.substr(m_at, 2) == "/>") {
            m_at += 2;
            m_isEmptyElement = true;
            return;
        }
        const std::string_view attribute = takeName("the name of an attribute");
        const auto where = [&] { return std::string(m_name).append("/@").append(attribute.substr(0, 80)); };
        skipBlanks();
        if (m_at >= m_text.size() || m_text[m_at] != '=') fail(where(), "\"=\" was expected");
        ++m_at;
        skipBlanks();
        const char quote = m_at < m_text.size() ? m_text[m_at] : ' ';
        if (quote != '"' && quote != '\'') fail(where(), "a text in quotes was expected");
        const std::size_t begin = ++m_at, end = m_text.find(quote, m_at);
        if (end == std::string_view::npos) fail(where(), "the file ends inside of this text");
        if (m_attributes.size() >= kMostAttributes) fail(std::string(m_name), "more than " + std::to_string(kMostAttributes) + " attributes");
        m_attributes.emplace_back(attribute, m_text.substr(begin, end - begin));
        m_at = end + 1;
    }
}

XmlReader::Step XmlReader::closeElement() {
    const std::size_t begin = m_at;
    m_at += 2;
    const std::string_view name = takeName("the name of an element");
    skipBlanks();
    if (m_at >= m_text.size() || m_text[m_at] != '>') failAt(begin, "the end of </" + std::string(name.substr(0, 80)) + "> was expected");
    ++m_at;
    if (m_open.empty() || m_open.back() != name) {
        const std::string open(m_open.empty() ? std::string_view("nothing") : m_open.back());
        failAt(begin, std::string("</").append(name.substr(0, 80)).append("> stands where ").append(open).append(" ends"));
    }
    m_open.pop_back();
    return Step::Close;
}

std::string XmlReader::decoded(std::string_view raw) {
    std::string out;
    out.reserve(raw.size());
    while (!raw.empty()) {
        const std::size_t plain = std::min(raw.find('&'), raw.size());
        out += raw.substr(0, plain);
        raw.remove_prefix(plain);
        if (raw.empty()) break;
        const std::size_t end = raw.substr(0, 12).find(';');
        const std::string_view reference = end == std::string_view::npos ? std::string_view() : raw.substr(1, end - 1);
        constexpr std::pair<std::string_view, char> kKnown[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
        const auto known = std::find_if(std::begin(kKnown), std::end(kKnown), [&](const auto& k) { return k.first == reference; });
        if (known != std::end(kKnown)) out += known->second;
        else if (reference.starts_with('#')) out += characterOf(reference);
        else out += '&';   // of what the document declares itself only the name stays
        raw.remove_prefix(known != std::end(kKnown) || reference.starts_with('#') ? end + 1 : 1);
    }
    return out;
}

const std::string_view* XmlReader::raw(std::string_view attribute) const {
    for (const auto& [name, value] : m_attributes)
        if (name == attribute) return &value;
    return nullptr;
}

std::string XmlReader::attribute(std::string_view attribute) const {
    const std::string_view* value = raw(attribute);
    return value ? decoded(*value) : std::string();
}

double XmlReader::numberOf(std::string_view raw, std::string_view attribute) const {
    const std::string_view text = trimmed(raw);
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
    std::string where(m_name);
    if (!attribute.empty()) where.append("/@").append(attribute);
    fail(where, "a number was expected, not " + quoted(text));
}

double XmlReader::number(std::string_view attribute) const {
    const std::string_view* value = raw(attribute);
    if (value) return numberOf(*value, attribute);
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
    m_sinkDepth = m_open.size();
    while (nextChild(begin)) {}
    m_sink = nullptr;
    return gathered;
}

double XmlReader::textNumber() {
    const std::string_view name = m_name;
    const std::size_t opened = m_opened;
    const std::string content = text();
    m_name = name;   // children have none to say; a fault is the element's
    m_opened = opened;
    return numberOf(content, {});
}

std::string xmlRootOf(std::string_view head) {
    const std::string text = utf8Of(std::string(head));
    XmlReader reader(text);
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
