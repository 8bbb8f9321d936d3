// XML as a sequence of steps, a piece of the document at a time. Expat parses all but the plainest elements (xml_plain.h); names
// and values are copied into one buffer a piece, because a string for each of millions takes as long as the parsing. One
// XmlPieces on one thread; it has a thread of its own for large documents. The text must outlive it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/concurrency/bounded_queue.h"

struct XML_ParserStruct;

namespace bowman {

/// What a piece of the document holds, in its order.
struct XmlPiece {
    enum class Step : std::uint8_t { Open, Close, Text };
    /// Bytes of `text`.
    struct Span {
        std::uint32_t begin = 0, length = 0;
    };
    struct Attribute {
        Span name, value;
    };
    struct Item {
        std::size_t at = 0;                 ///< byte of the document where an element opens
        Span text;                          ///< name of the element, or text
        std::uint32_t firstAttribute = 0;   ///< of an element that opens
        std::uint32_t attributeCount = 0;
        Step step = Step::Close;
    };

    std::string_view operator[](Span span) const { return std::string_view(text).substr(span.begin, span.length); }

    std::vector<Item> items;
    std::vector<Attribute> attributes;
    std::string text;
    std::string problem;   ///< "line 37: …", after the last item
};

/// "line 37: why". Counted only when it is told: Expat's own counter goes through every byte once more.
std::string xmlAtLine(std::string_view text, std::size_t at, const std::string& why);

class XmlPieces {
public:
    /// `isWhole` false: the beginning of a document; where it breaks off is no fault. Deeper than 128 levels is one.
    XmlPieces(std::string_view utf8, bool isWhole);
    ~XmlPieces();
    XmlPieces(const XmlPieces&) = delete;
    XmlPieces& operator=(const XmlPieces&) = delete;

    /// Null after the last. The piece before is taken back. Blocks until it is parsed.
    const XmlPiece* next();

private:
    struct Handlers;
    bool makePiece();   ///< false after the last one
    std::size_t takePlain();
    std::size_t parse();
    bool mayBePlain() const;
    void stop(const std::string& why);
    std::size_t place() const;      ///< byte of the document
    std::size_t tokenEnd() const;   ///< byte of what Expat got

    const std::string_view m_text;
    std::string_view m_rest;
    const bool m_isWhole;
    bool m_isDone = false;
    XML_ParserStruct* m_expat = nullptr;
    int m_depth = 0;
    // Expat does not see the plain elements.
    std::size_t m_given = 0;         ///< bytes that it got
    std::size_t m_tagEnd = 0;        ///< of them, up to the end of the last tag
    std::size_t m_plain = 0;         ///< bytes that it did not get
    std::size_t m_wasted = 0;        ///< looked at in vain
    bool m_hasDoctype = false;
    XmlPiece* m_piece = nullptr;              // is being made
    std::unique_ptr<XmlPiece> m_current;      // is being read
    BoundedQueue<std::unique_ptr<XmlPiece>> m_spare, m_ready;
    std::jthread m_ahead;
};

}  // namespace bowman
