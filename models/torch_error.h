// What LibTorch's exceptions say, in one line. Any thread.
#pragma once

#include <c10/util/Exception.h>

#include <exception>
#include <string>

namespace bowman {

/// The first line, without the stack that c10::Error adds.
inline std::string messageOf(const std::exception& e) {
    const auto* torchError = dynamic_cast<const c10::Error*>(&e);
    const std::string text = torchError ? torchError->what_without_backtrace() : e.what();
    return text.substr(0, text.find('\n'));
}

}  // namespace bowman
