// Reads XML element by element, without a tree: label files have millions of vertices, and a tree would take some
// 200 bytes for each. Nothing that a document says is carried out: no DTD, no entity but the five of XML and character
// references, at most 128 levels deep. One reader on one thread; the text must outlive it.
#pragma once

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/result.h"
#include "core/formats/labels.h"

namespace bowman {

/// "line 37: Coordinate/@X: a number was expected, not "abc"". Thrown by readers, turned into an Error by readXmlLabels().
class XmlProblem : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

class XmlReader {
public:
    explicit XmlReader(std::string_view utf8) : m_text(utf8) {}

    /// Goes to the next child of the element that is open at depth `parent` (0: the document, 1: its root …), past all
    /// that is left of the child before it. False when that element has ended. Throws XmlProblem, as all that follow.
    bool nextChild(int parent);

    /// Of the element that was opened last; valid until the next step.
    int depth() const { return static_cast<int>(m_open.size()); }
    std::string_view name() const { return m_name; }
    bool has(std::string_view attribute) const { return raw(attribute) != nullptr; }
    std::string attribute(std::string_view attribute) const;    ///< decoded; empty where there is none
    double number(std::string_view attribute) const;            ///< finite; a decimal comma is accepted
    SlidePoint point(std::string_view x, std::string_view y) const;   ///< of two attributes, on this earth
    const std::vector<std::pair<std::string_view, std::string_view>>& rawAttributes() const { return m_attributes; }
    static std::string decoded(std::string_view raw);

    /// The text directly in the element; goes past its end.
    std::string text();
    double textNumber();

    /// Throws XmlProblem with the line of the element that was opened last. `where` is the element's name or "Name/@X".
    [[noreturn]] void fail(const std::string& where, const std::string& why) const;

private:
    enum class Step { Open, Close, End };
    Step step();
    Step openElement();
    Step closeElement();
    void readAttributes();
    bool skipMarkup();
    void skipDoctype();
    void skipTo(std::string_view end, const char* what);
    std::string_view takeName(const char* what);
    void skipBlanks();
    const std::string_view* raw(std::string_view attribute) const;
    double numberOf(std::string_view raw, std::string_view attribute) const;   ///< no attribute: of the element's text
    [[noreturn]] void failAt(std::size_t at, const std::string& why) const;

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_opened = 0;               ///< where the last element begins
    std::string_view m_name;
    std::vector<std::pair<std::string_view, std::string_view>> m_attributes;
    std::vector<std::string_view> m_open;   ///< names, from the root
    std::string* m_sink = nullptr;          ///< takes the text of elements at m_sinkDepth
    std::size_t m_sinkDepth = 0;
    bool m_isEmptyElement = false;          ///< <a/>: its end comes with the next step
    bool m_hasRoot = false;
};

/// Name of the first element in the beginning of a file; empty where there is none.
std::string xmlRootOf(std::string_view head);

/// Reads a file of at most 512 MiB with `read`, to its end, and turns what is thrown into an Error {what, file, why};
/// nothing is half read. Blocks.
Result<Labels> readXmlLabels(const char* what, const std::filesystem::path& path, const std::function<void(XmlReader&, Labels&)>& read);

}  // namespace bowman
