// JSON label files of any size: parsed as a stream, so that of a list of 50,000 objects only one is a tree in memory at
// a time; every way to fail becomes one Error. Pure but for reading the file; any thread.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "core/base/result.h"
#include "core/formats/json_place.h"
#include "core/formats/labels.h"

namespace bowman {

/// Which list's elements are handed over one by one instead of being kept.
struct JsonStream {
    std::string_view key;         ///< "features": of an object that is at most `deepest` − 1 levels below the top
    int deepest = 1;
    bool isTopListToo = false;    ///< the document itself may be the list
    std::function<void(const nlohmann::json& element, const JsonPlace& at)> element;
};

/// The document without the elements of streamed lists, which stay as empty lists. A list of positions ([[x,y],…], the
/// third number of [x,y,z] dropped) is packed into binary: asRing() of json_label.h reads either form. Throws JsonProblem: what is not JSON
/// (with line and column), deeper than 128 levels, or what `element` throws.
nlohmann::json parseJsonStream(std::string_view text, const JsonStream& stream);

/// Runs `read` and turns what it throws into an Error {what, file, why}; nothing is half read. Empty text is an error.
Result<Labels> readJsonLabels(const char* what, std::string_view text, const std::string& file,
                              const std::function<void(std::string_view text, Labels& labels)>& read);

/// The same from a file of at most 512 MiB. Blocks.
Result<Labels> loadJsonLabels(const char* what, const std::filesystem::path& path,
                              const std::function<void(std::string_view text, Labels& labels)>& read);

/// The head of a file begins like JSON: with a list or an object.
bool looksLikeJson(std::string_view head);

/// `"key"` followed by a colon is somewhere in the head.
bool hasJsonKey(std::string_view head, std::string_view key);

/// The member is somewhere in the head with exactly this text as its value.
bool hasJsonText(std::string_view head, std::string_view key, std::string_view value);

}  // namespace bowman
