// Fields of other programs (Annotation::extras) in JSON label files: which members are kept, and how they are written again.
// Pure; any thread.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "core/annotation/annotation.h"

namespace bowman {

/// A number, or a text as which what is no finite number is kept.
void putExtra(Annotation& a, const std::string& name, double value);

class ExtrasReader {
public:
    /// Takes every number, text and truth value of an object but those of the names in `known`; null is nothing, lists and
    /// objects are counted.
    void read(const nlohmann::json& object, std::initializer_list<std::string_view> known, Annotation& a);

    std::int64_t leftOut() const { return m_leftOut; }

private:
    std::int64_t m_leftOut = 0;
};

constexpr const char* kExtrasLeftOut = " field(s) of other programs that are neither a number nor a text left out";

/// `"name":value,…` of those that are of the wanted kind; empty where there is none. No braces.
std::string extraMembers(const Annotation& a);
std::string extraNumberMembers(const Annotation& a);   ///< with "NaN", "Infinity", "-Infinity", as QuPath has them
std::string extraTextMembers(const Annotation& a);     ///< without these three

}  // namespace bowman
