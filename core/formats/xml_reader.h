// Reads XML element by element, without a tree: label files have millions of vertices, and a tree would take some
// 200 bytes for each. Expat parses; a piece of the file at a time is held as steps. Nothing that a document says is carried
// out: no DTD is loaded, entities that it declares have no effect in content, at most 128 levels deep. One reader on one
// thread; the text must outlive it.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/result.h"
#include "core/formats/labels.h"
#include "core/formats/xml_pieces.h"

namespace bowman {

/// "line 37: Coordinate/@X: a number was expected, not "abc"". Thrown by readers, turned into an Error by readXmlLabels().
class XmlProblem : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

class XmlReader {
public:
    /// `isWhole` false: the beginning of a document; where it breaks off is no fault.
    explicit XmlReader(std::string_view utf8, bool isWhole = true);
    XmlReader(const XmlReader&) = delete;
    XmlReader& operator=(const XmlReader&) = delete;

    /// Goes to the next child of the element that is open at depth `parent` (0: the document, 1: its root …), past all
    /// that is left of the child before it. False when that element has ended. Throws XmlProblem, as all that follow.
    bool nextChild(int parent);

    /// Of the element that was opened last; valid until the next step.
    int depth() const { return m_depth; }
    std::string_view name() const { return m_name; }
    bool has(std::string_view attribute) const { return find(attribute).has_value(); }
    std::string attribute(std::string_view attribute) const;    ///< empty where there is none
    double number(std::string_view attribute) const;            ///< finite; a decimal comma is accepted
    SlidePoint point(std::string_view x, std::string_view y) const;   ///< of two attributes, on this earth
    std::vector<std::pair<std::string, std::string>> attributes() const;

    /// The text directly in the element; goes past its end.
    std::string text();
    double textNumber();

    /// Throws XmlProblem with the line of the element that was opened last. `where` is the element's name or "Name/@X".
    [[noreturn]] void fail(const std::string& where, const std::string& why) const;

private:
    enum class Step { Open, Close, Text, End };
    Step step();
    std::optional<std::string_view> find(std::string_view attribute) const;
    double numberOf(std::string_view text, std::string_view element, std::string_view attribute) const;   ///< no attribute: of its text

    const std::string_view m_text;
    XmlPieces m_pieces;
    const XmlPiece* m_piece = nullptr;   ///< null before the first and after the last
    std::size_t m_next = 0;              ///< item of it
    bool m_hasEnded = false;
    int m_depth = 0;
    // Of the element that was opened last; m_name and m_attributes lie in the piece.
    std::size_t m_at = 0;                ///< byte where it begins
    std::string_view m_name;
    std::span<const XmlPiece::Attribute> m_attributes;
    std::string* m_sink = nullptr;       ///< takes the text of elements at m_sinkDepth
    int m_sinkDepth = 0;
};

/// Name of the first element in the beginning of a file; empty where there is none.
std::string xmlRootOf(std::string_view head);

/// Reads a file of at most 512 MiB with `read`, to its end, and turns what is thrown into an Error {what, file, why};
/// nothing is half read. Blocks.
Result<Labels> readXmlLabels(const char* what, const std::filesystem::path& path, const std::function<void(XmlReader&, Labels&)>& read);

}  // namespace bowman
