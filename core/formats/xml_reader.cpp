#include "core/formats/xml_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <new>

#include <expat.h>

#include "core/formats/outline_check.h"
#include "core/formats/xml_text.h"

namespace bowman {
namespace {

constexpr int kDeepest = 128;
constexpr std::size_t kPiece = 64 << 10;   ///< bytes that are parsed at once

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

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

std::string atLine(std::size_t line, const std::string& why) { return "line " + std::to_string(line) + ": " + why; }

}  // namespace

struct XmlReader::Parser {
    struct Item {
        Step step = Step::End;
        std::size_t line = 0;
        std::string name;      ///< of an element, or text
        std::vector<std::pair<std::string, std::string>> attributes;   ///< the first `count`; the rest is memory kept for later
        std::size_t count = 0;
    };

    Parser(std::string_view text, bool isWhole) : rest(text), isWholeText(isWhole), expat(XML_ParserCreate("UTF-8")) {
        if (!expat) throw std::bad_alloc();
        XML_SetUserData(expat, this);
        XML_SetElementHandler(expat, onOpen, onClose);
        XML_SetCharacterDataHandler(expat, onText);
        XML_SetDefaultHandler(expat, [](void*, const XML_Char*, int) {});   // with it, declared entities stay unexpanded
    }
    ~Parser() { XML_ParserFree(expat); }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    Item& add(Step step) {
        if (used == items.size()) items.emplace_back();
        Item& item = items[used++];
        item.step = step;
        item.line = XML_GetCurrentLineNumber(expat);
        item.count = 0;
        return item;
    }

    static void onOpen(void* self, const XML_Char* name, const XML_Char** attributes) {
        auto& p = *static_cast<Parser*>(self);
        if (p.used > 0 && p.items[p.used - 1].step == Step::Text && isBlankText(p.items[p.used - 1].name)) --p.used;   // indentation
        if (++p.depth > kDeepest) {
            p.problem = atLine(XML_GetCurrentLineNumber(p.expat), "nested deeper than " + std::to_string(kDeepest) + " levels");
            XML_StopParser(p.expat, XML_FALSE);
            return;
        }
        Item& item = p.add(Step::Open);
        item.name = name;
        for (; *attributes; attributes += 2) {
            if (item.count == item.attributes.size()) item.attributes.emplace_back();
            auto& [key, value] = item.attributes[item.count++];
            key = attributes[0];
            value = attributes[1];
        }
    }
    static void onClose(void* self, const XML_Char*) {
        auto& p = *static_cast<Parser*>(self);
        --p.depth;
        p.add(Step::Close);
    }
    static void onText(void* self, const XML_Char* text, int length) {
        auto& p = *static_cast<Parser*>(self);
        const bool goesOn = p.used > 0 && p.items[p.used - 1].step == Step::Text;
        Item& item = goesOn ? p.items[p.used - 1] : p.add(Step::Text);
        if (!goesOn) item.name.clear();
        item.name.append(text, static_cast<std::size_t>(length));
    }

    /// The next piece as steps; false when there is none.
    bool parse() {
        next = used = 0;
        if (isDone) return false;
        const std::string_view piece = rest.substr(0, kPiece);
        rest.remove_prefix(piece.size());
        isDone = rest.empty();
        if (XML_Parse(expat, piece.data(), static_cast<int>(piece.size()), isDone && isWholeText) == XML_STATUS_OK) return true;
        isDone = true;
        if (problem.empty()) {
            const XML_Error code = XML_GetErrorCode(expat);
            const bool isCutOff = code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN || code == XML_ERROR_PARTIAL_CHAR;
            problem = atLine(XML_GetCurrentLineNumber(expat), isCutOff ? "the file ends too early: " + std::string(XML_ErrorString(code))
                                                                      : "not well-formed XML: " + std::string(XML_ErrorString(code)));
        }
        return true;   // what came before is told first
    }

    std::string_view rest;
    bool isWholeText;
    bool isDone = false;
    XML_Parser expat;
    std::vector<Item> items;
    std::size_t next = 0, used = 0;
    int depth = 0;
    std::string problem;   ///< after the last step
};

XmlReader::XmlReader(std::string_view utf8, bool isWhole) : m_parser(std::make_unique<Parser>(utf8, isWhole)) {}

XmlReader::~XmlReader() = default;

void XmlReader::fail(const std::string& where, const std::string& why) const { throw XmlProblem(atLine(m_line, where + ": " + why)); }

bool XmlReader::nextChild(int parent) {
    while (true) {
        const Step done = step();
        if (done == Step::End) return false;
        if (done == Step::Open && depth() == parent + 1) return true;
        if (done == Step::Close && depth() < parent) return false;
    }
}

XmlReader::Step XmlReader::step() {
    Parser& p = *m_parser;
    while (p.next == p.used) {
        if (!p.problem.empty()) throw XmlProblem(p.problem);
        if (!p.parse()) return Step::End;
    }
    const Parser::Item& item = p.items[p.next++];
    if (item.step == Step::Open) {
        ++m_depth;
        m_line = item.line;
        m_name = item.name;
        m_attributes = &item.attributes;
        m_attributeCount = item.count;
    } else if (item.step == Step::Close) {
        --m_depth;
    } else if (m_sink && m_depth == m_sinkDepth) {
        *m_sink += item.name;
    }
    return item.step;
}

const std::string* XmlReader::find(std::string_view attribute) const {
    for (std::size_t i = 0; i < m_attributeCount; ++i)
        if ((*m_attributes)[i].first == attribute) return &(*m_attributes)[i].second;
    return nullptr;
}

std::string XmlReader::attribute(std::string_view attribute) const {
    const std::string* value = find(attribute);
    return value ? *value : std::string();
}

std::vector<std::pair<std::string, std::string>> XmlReader::attributes() const {
    if (!m_attributes) return {};
    return {m_attributes->begin(), m_attributes->begin() + static_cast<std::ptrdiff_t>(m_attributeCount)};
}

double XmlReader::numberOf(std::string_view whole, std::string_view attribute) const {
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
    std::string where(m_name);
    if (!attribute.empty()) where.append("/@").append(attribute);
    fail(where, "a number was expected, not " + quoted(text));
}

double XmlReader::number(std::string_view attribute) const {
    const std::string* value = find(attribute);
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
    m_sinkDepth = begin;
    while (nextChild(begin)) {}
    m_sink = nullptr;
    return gathered;
}

double XmlReader::textNumber() {
    const std::string name = m_name;
    const std::size_t line = m_line;
    const std::string content = text();
    m_name = name;   // children have none to say; a fault is the element's
    m_line = line;
    return numberOf(content, {});
}

std::string xmlRootOf(std::string_view head) {
    const std::string text = utf8Of(std::string(head));
    XmlReader reader(text, false);
    try {
        reader.nextChild(0);
    } catch (const XmlProblem&) {
        // What is wrong with the element is told when the file is read.
    }
    return reader.name();
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
