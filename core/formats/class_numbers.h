// The numbers that classes have in masks. Pure; any thread.
#pragma once

#include <map>
#include <set>
#include <string>

namespace bowman {

/// From 1: the usual class ("Glomerulus") first, then by name. The same in all files of one export.
std::map<std::string, int> classNumbers(const std::set<std::string>& names);

}  // namespace bowman
