#include "core/document/annotation_decoder.h"

#include <utility>

#include "core/document/event_codec.h"

namespace bowman {
namespace {

constexpr std::size_t kRowsAtOnce = 1024;
constexpr std::size_t kMostUnderWay = 4;     // so many threads, and so much memory twice

}  // namespace

void AnnotationDecoder::add(AnnotationId id, std::string_view body) {
    m_rows.push_back({id, std::string(body)});
    if (m_rows.size() == kRowsAtOnce) send();
}

void AnnotationDecoder::send() {
    if (m_underWay.size() == kMostUnderWay) takeOldest();
    m_underWay.push_back(std::async(std::launch::async, [rows = std::exchange(m_rows, {})] { return decoded(rows); }));
}

void AnnotationDecoder::takeOldest() {
    auto part = m_underWay.front().get();
    m_underWay.pop_front();
    if (!m_done) return;
    if (!part) m_done = part.error();
    else m_done->insert(m_done->end(), part->begin(), part->end());
}

Result<std::vector<AnnotationPtr>> AnnotationDecoder::take() {
    if (!m_rows.empty()) send();
    while (!m_underWay.empty()) takeOldest();
    return std::exchange(m_done, std::vector<AnnotationPtr>());
}

Result<std::vector<AnnotationPtr>> AnnotationDecoder::decoded(const Rows& rows) {
    std::vector<AnnotationPtr> annotations;
    annotations.reserve(rows.size());
    for (const Row& row : rows) {
        auto annotation = unsealedAnnotation(row.body);
        if (!annotation) return Error{"annotation " + std::to_string(row.id), "", annotation.error().message()};
        if ((*annotation)->id != row.id) return Error{"", "", "the file is damaged (annotation " + std::to_string(row.id) + ")"};
        annotations.push_back(*std::move(annotation));
    }
    return annotations;
}

}  // namespace bowman
