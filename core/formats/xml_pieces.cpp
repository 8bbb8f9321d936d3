#include "core/formats/xml_pieces.h"

#include <algorithm>
#include <cstring>
#include <new>

#include <expat.h>

#include "core/formats/xml_plain.h"

namespace bowman {
namespace {

constexpr int kDeepest = 128;
constexpr std::size_t kPiece = 64 << 10;     ///< bytes that are parsed at once
constexpr std::size_t kPiecesAhead = 4;
constexpr std::size_t kMostWasted = 1 << 20; ///< bytes that are looked at for plain elements in vain, beyond those that were one
constexpr std::size_t kMostUnfolded = 16 << 20;   ///< bytes of a piece, in a document that has fewer: a DTD may add long attributes to every element

bool isBlank(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
}

std::string whyOf(XML_Error code) {
    const bool isCutOff = code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN || code == XML_ERROR_PARTIAL_CHAR;
    return std::string(isCutOff ? "the file ends too early: " : "not well-formed XML: ") + XML_ErrorString(code);
}

XmlPiece::Span added(std::string& text, std::string_view what) {
    const XmlPiece::Span span{static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(what.size())};
    text.append(what);
    return span;
}

}  // namespace

std::string xmlAtLine(std::string_view text, std::size_t at, const std::string& why) {
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(at, text.size())), '\n');
    return "line " + std::to_string(line) + ": " + why;
}

/// What Expat calls.
struct XmlPieces::Handlers {
    static void onOpen(void* self, const XML_Char* name, const XML_Char** attributes) {
        auto& pieces = *static_cast<XmlPieces*>(self);
        XmlPiece& p = *pieces.m_piece;
        if (!p.items.empty() && p.items.back().step == XmlPiece::Step::Text && isBlank(p[p.items.back().text])) {   // indentation
            p.text.resize(p.items.back().text.begin);
            p.items.pop_back();
        }
        if (++pieces.m_depth > kDeepest) {
            pieces.stop("nested deeper than " + std::to_string(kDeepest) + " levels");
            return;
        }
        const std::size_t most = std::max(pieces.m_text.size(), kMostUnfolded);
        XmlPiece::Item item{pieces.place(), added(p.text, name), static_cast<std::uint32_t>(p.attributes.size()), 0, XmlPiece::Step::Open};
        for (; *attributes; attributes += 2, ++item.attributeCount) {
            const XmlPiece::Span key = added(p.text, attributes[0]);
            p.attributes.push_back({key, added(p.text, attributes[1])});
            if (p.text.size() > most) return pieces.stop("the attributes unfold to more than the document");
        }
        p.items.push_back(item);
        pieces.m_tagEnd = pieces.tokenEnd();
    }

    static void onClose(void* self, const XML_Char*) {
        auto& pieces = *static_cast<XmlPieces*>(self);
        --pieces.m_depth;
        pieces.m_piece->items.emplace_back();
        pieces.m_tagEnd = pieces.tokenEnd();
    }

    static void onText(void* self, const XML_Char* text, int length) {
        XmlPiece& p = *static_cast<XmlPieces*>(self)->m_piece;
        const XmlPiece::Span span = added(p.text, {text, static_cast<std::size_t>(length)});
        if (!p.items.empty() && p.items.back().step == XmlPiece::Step::Text) p.items.back().text.length += span.length;   // lies right behind it
        else p.items.push_back({0, span, 0, 0, XmlPiece::Step::Text});
    }

    static void onDoctype(void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) { static_cast<XmlPieces*>(self)->m_hasDoctype = true; }
    static void onOther(void*, const XML_Char*, int) {}
};

XmlPieces::XmlPieces(std::string_view utf8, bool isWhole)
    : m_text(utf8), m_rest(utf8), m_isWhole(isWhole), m_expat(XML_ParserCreate("UTF-8")), m_spare(kPiecesAhead), m_ready(kPiecesAhead) {
    if (!m_expat) throw std::bad_alloc();
    XML_SetUserData(m_expat, this);
    XML_SetElementHandler(m_expat, Handlers::onOpen, Handlers::onClose);
    XML_SetCharacterDataHandler(m_expat, Handlers::onText);
    XML_SetStartDoctypeDeclHandler(m_expat, Handlers::onDoctype);
    XML_SetDefaultHandler(m_expat, Handlers::onOther);   // with it, declared entities stay unexpanded
    const bool isLarge = utf8.size() > 8 * kPiece;
    for (std::size_t i = 0; i < (isLarge ? kPiecesAhead : 1); ++i) m_spare.push(std::make_unique<XmlPiece>());
    if (isLarge) m_ahead = std::jthread([this] {
        while (makePiece()) {}
    });
}

XmlPieces::~XmlPieces() {
    m_spare.close();
    m_ready.close();
    if (m_ahead.joinable()) m_ahead.join();
    XML_ParserFree(m_expat);
}

const XmlPiece* XmlPieces::next() {
    if (m_current) m_spare.push(std::move(m_current));
    if (!m_ahead.joinable()) makePiece();
    auto piece = m_ready.pop();
    m_current = piece ? std::move(*piece) : nullptr;
    return m_current.get();
}

void XmlPieces::stop(const std::string& why) {
    m_piece->problem = xmlAtLine(m_text, place(), why);
    XML_StopParser(m_expat, XML_FALSE);
}

std::size_t XmlPieces::place() const { return m_plain + static_cast<std::size_t>(std::max<XML_Index>(0, XML_GetCurrentByteIndex(m_expat))); }

std::size_t XmlPieces::tokenEnd() const {
    return static_cast<std::size_t>(std::max<XML_Index>(0, XML_GetCurrentByteIndex(m_expat)) + XML_GetCurrentByteCount(m_expat));
}

bool XmlPieces::makePiece() {
    if (m_isDone) {
        m_ready.close();
        return false;
    }
    auto spare = m_spare.pop();
    if (!spare) return false;
    m_piece = spare->get();
    m_piece->items.clear();
    m_piece->attributes.clear();
    m_piece->text.clear();
    m_piece->problem.clear();
    for (std::size_t bytes = 0; bytes < kPiece && !m_isDone;) {
        const std::size_t plain = takePlain();
        bytes += plain > 0 ? plain : parse();
    }
    return m_ready.push(std::move(*spare));
}

/// Default attributes are the DTD's to say; and a document of other things is not gone through twice.
bool XmlPieces::mayBePlain() const { return !m_hasDoctype && m_wasted <= m_plain + kMostWasted; }

std::size_t XmlPieces::takePlain() {
    // In the root, and Expat holds nothing back: the tag that it saw last was the last that it got.
    if (m_depth < 1 || m_depth + kPlainXmlLevels > kDeepest || m_tagEnd != m_given || !mayBePlain()) return 0;
    std::size_t looked = 0;
    const std::size_t taken = takePlainXml(m_rest, m_plain + m_given, *m_piece, looked);
    if (taken == 0) m_wasted += looked;
    m_rest.remove_prefix(taken);
    m_plain += taken;
    return taken;
}

std::size_t XmlPieces::parse() {
    std::string_view bytes = m_rest.substr(0, kPiece);
    if (const std::size_t tagEnd = mayBePlain() ? bytes.find('>') : bytes.npos; tagEnd != bytes.npos) bytes = bytes.substr(0, tagEnd + 1);
    m_rest.remove_prefix(bytes.size());
    m_given += bytes.size();
    m_isDone = m_rest.empty();
    if (XML_Parse(m_expat, bytes.data(), static_cast<int>(bytes.size()), m_isDone && m_isWhole) != XML_STATUS_OK) {
        m_isDone = true;
        if (m_piece->problem.empty()) m_piece->problem = xmlAtLine(m_text, place(), whyOf(XML_GetErrorCode(m_expat)));
    }
    return bytes.size();
}

}  // namespace bowman
