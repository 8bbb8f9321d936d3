#include "core/formats/xml_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <new>
#include <thread>

#include <expat.h>

#include "core/concurrency/bounded_queue.h"
#include "core/formats/outline_check.h"
#include "core/formats/xml_text.h"

namespace bowman {
namespace {

constexpr int kDeepest = 128;
constexpr std::size_t kPiece = 64 << 10;     ///< bytes that are parsed at once
constexpr std::size_t kPiecesAhead = 4;

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

/// Counted only when it is told: Expat's own counter goes through every byte once more.
std::string atLine(std::string_view text, std::size_t at, const std::string& why) {
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(at, text.size())), '\n');
    return "line " + std::to_string(line) + ": " + why;
}

}  // namespace

/// What a piece of the file holds, in its order.
struct XmlReader::Piece {
    struct Item {
        Step step = Step::End;
        std::size_t at = 0;    ///< byte of the file
        std::string name;      ///< of an element, or text
        std::vector<std::pair<std::string, std::string>> attributes;   ///< the first `count`; the rest is memory kept for later
        std::size_t count = 0;
    };

    Item& add(Step step, std::size_t at = 0) {
        if (used == items.size()) items.emplace_back();
        Item& item = items[used++];
        item.step = step;
        item.at = at;
        item.count = 0;
        return item;
    }
    Item* lastText() { return used > 0 && items[used - 1].step == Step::Text ? &items[used - 1] : nullptr; }

    std::vector<Item> items;   ///< the first `used`
    std::size_t next = 0, used = 0;
    std::string problem;       ///< after the last item
};

/// Expat. Of a large file the pieces are made ahead on a thread of its own: numbers and outlines take as long as the parsing.
class XmlReader::Parser {
public:
    Parser(std::string_view text, bool isWhole) : m_text(text), m_rest(text), m_isWhole(isWhole), m_expat(XML_ParserCreate("UTF-8")) {
        if (!m_expat) throw std::bad_alloc();
        XML_SetUserData(m_expat, this);
        XML_SetElementHandler(m_expat, onOpen, onClose);
        XML_SetCharacterDataHandler(m_expat, onText);
        XML_SetDefaultHandler(m_expat, [](void*, const XML_Char*, int) {});   // with it, declared entities stay unexpanded
        const bool isLarge = text.size() > 8 * kPiece;
        for (std::size_t i = 0; i < (isLarge ? kPiecesAhead : 1); ++i) m_spare.push(std::make_unique<Piece>());
        if (isLarge) m_ahead = std::jthread([this] {
            while (makePiece()) {}
        });
    }
    ~Parser() {
        m_spare.close();
        m_ready.close();
        if (m_ahead.joinable()) m_ahead.join();
        XML_ParserFree(m_expat);
    }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    /// The next piece with something in it; null after the last. The one before is given back.
    Piece* nextPiece() {
        if (m_current) m_spare.push(std::move(m_current));
        if (!m_ahead.joinable()) makePiece();
        auto piece = m_ready.pop();
        m_current = piece ? std::move(*piece) : nullptr;
        return m_current.get();
    }

private:
    /// False after the last one.
    bool makePiece() {
        if (m_isDone) {
            m_ready.close();
            return false;
        }
        auto spare = m_spare.pop();
        if (!spare) return false;
        m_piece = spare->get();
        m_piece->next = m_piece->used = 0;
        const std::string_view bytes = m_rest.substr(0, kPiece);
        m_rest.remove_prefix(bytes.size());
        m_isDone = m_rest.empty();
        if (XML_Parse(m_expat, bytes.data(), static_cast<int>(bytes.size()), m_isDone && m_isWhole) != XML_STATUS_OK) {
            m_isDone = true;
            if (m_piece->problem.empty()) m_piece->problem = atLine(m_text, place(), whyOf(XML_GetErrorCode(m_expat)));
        }
        return m_ready.push(std::move(*spare));
    }

    static std::string whyOf(XML_Error code) {
        const bool isCutOff = code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN || code == XML_ERROR_PARTIAL_CHAR;
        return std::string(isCutOff ? "the file ends too early: " : "not well-formed XML: ") + XML_ErrorString(code);
    }

    std::size_t place() const { return static_cast<std::size_t>(std::max<XML_Index>(0, XML_GetCurrentByteIndex(m_expat))); }

    static void onOpen(void* self, const XML_Char* name, const XML_Char** attributes) {
        auto& p = *static_cast<Parser*>(self);
        if (const Piece::Item* text = p.m_piece->lastText(); text && isBlankText(text->name)) --p.m_piece->used;   // indentation
        if (++p.m_depth > kDeepest) {
            p.m_piece->problem = atLine(p.m_text, p.place(), "nested deeper than " + std::to_string(kDeepest) + " levels");
            XML_StopParser(p.m_expat, XML_FALSE);
            return;
        }
        Piece::Item& item = p.m_piece->add(Step::Open, p.place());
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
        --p.m_depth;
        p.m_piece->add(Step::Close);
    }
    static void onText(void* self, const XML_Char* text, int length) {
        auto& p = *static_cast<Parser*>(self);
        Piece::Item* item = p.m_piece->lastText();
        if (!item) {
            item = &p.m_piece->add(Step::Text);
            item->name.clear();
        }
        item->name.append(text, static_cast<std::size_t>(length));
    }

    const std::string_view m_text;
    std::string_view m_rest;
    const bool m_isWhole;
    bool m_isDone = false;
    XML_Parser m_expat;
    int m_depth = 0;
    Piece* m_piece = nullptr;              // is being made
    std::unique_ptr<Piece> m_current;      // is being read
    BoundedQueue<std::unique_ptr<Piece>> m_spare{kPiecesAhead}, m_ready{kPiecesAhead};
    std::jthread m_ahead;
};

XmlReader::XmlReader(std::string_view utf8, bool isWhole) : m_text(utf8), m_parser(std::make_unique<Parser>(utf8, isWhole)) {}

XmlReader::~XmlReader() = default;

void XmlReader::fail(const std::string& where, const std::string& why) const { throw XmlProblem(atLine(m_text, m_at, where + ": " + why)); }

bool XmlReader::nextChild(int parent) {
    while (true) {
        const Step done = step();
        if (done == Step::End) return false;
        if (done == Step::Open && depth() == parent + 1) return true;
        if (done == Step::Close && depth() < parent) return false;
    }
}

XmlReader::Step XmlReader::step() {
    while (!m_piece || m_piece->next == m_piece->used) {
        if (m_piece && !m_piece->problem.empty()) throw XmlProblem(m_piece->problem);
        if (m_hasEnded) return Step::End;
        m_piece = m_parser->nextPiece();
        m_hasEnded = !m_piece;
        if (m_hasEnded) return Step::End;
    }
    const Piece::Item& item = m_piece->items[m_piece->next++];
    if (item.step == Step::Open) {
        ++m_depth;
        m_at = item.at;
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
    const std::size_t at = m_at;
    const std::string content = text();
    m_name = name;   // children have none to say; a fault is the element's
    m_at = at;
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
