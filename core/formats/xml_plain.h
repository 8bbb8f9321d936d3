// Most of a label file are elements of the plainest kind: <Vertex X="1" Y="2"/>, by the million. Whether such a one is
// well-formed is seen in one go over its bytes; Expat, which hashes every name, takes several times as long. Pure; any thread.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/formats/xml_pieces.h"

namespace bowman {

inline constexpr int kPlainXmlLevels = 8;   ///< elements in each other, of one that is taken

/// Adds the element with which `text` begins, behind blanks, to the piece, with all that is in it, and returns the bytes that it
/// takes. 0, and nothing added, for what is not plain: longer than 16 KiB, characters beyond ASCII, references, comments,
/// CDATA, carriage returns, text beside elements, single quotes, or anything that is not well-formed. Whoever calls it makes
/// sure that an element may begin here and that no DTD has a word in it. `at`: byte of the document where `text` begins; `looked`: bytes
/// that were looked at.
std::size_t takePlainXml(std::string_view text, std::size_t at, XmlPiece& piece, std::size_t& looked);

}  // namespace bowman
