// Checked access to the parts of a JSON document while a file is read: what is not there or of another kind fails at its
// place (JsonProblem). Pure; any thread.
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "core/formats/json_place.h"

namespace bowman {

/// "a list", "a text" …, for messages.
std::string nameOfType(const nlohmann::json& value);

/// Null when the object has no such member, or when that is null.
const nlohmann::json* member(const nlohmann::json& object, const char* key);

const nlohmann::json& asList(const nlohmann::json& value, const JsonPlace& at);
const nlohmann::json& asObject(const nlohmann::json& value, const JsonPlace& at);
std::string asText(const nlohmann::json& value, const JsonPlace& at);

}  // namespace bowman
