#include "core/formats/class_numbers.h"

#include "core/annotation/annotation.h"

namespace bowman {

std::map<std::string, int> classNumbers(const std::set<std::string>& names) {
    std::map<std::string, int> numbers;
    int next = 1;
    const std::string usual = Annotation().className;
    if (names.contains(usual)) numbers[usual] = next++;
    for (const std::string& name : names)
        if (name != usual) numbers[name] = next++;
    return numbers;
}

}  // namespace bowman
