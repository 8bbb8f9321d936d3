// Many stored annotations, decoded by the other cores while one thread reads them from the file: inside of core/document only. One thread.
#pragma once

#include <deque>
#include <future>
#include <string>
#include <string_view>
#include <vector>

#include "core/annotation/annotation_set.h"
#include "core/base/result.h"

namespace bowman {

class AnnotationDecoder {
public:
    /// A row of the file; the bytes are copied.
    void add(AnnotationId id, std::string_view body);
    /// All, in the order they were added. Blocks. The error names the first that is damaged or has another number inside.
    Result<std::vector<AnnotationPtr>> take();

private:
    struct Row {
        AnnotationId id = 0;
        std::string body;
    };
    using Rows = std::vector<Row>;
    static Result<std::vector<AnnotationPtr>> decoded(const Rows& rows);
    void send();
    void takeOldest();

    Rows m_rows;
    std::deque<std::future<Result<std::vector<AnnotationPtr>>>> m_underWay;
    Result<std::vector<AnnotationPtr>> m_done = std::vector<AnnotationPtr>();
};

}  // namespace bowman
