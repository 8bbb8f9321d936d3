#include "core/document/event_codec.h"

#include <cstdint>
#include <cstring>

#include "core/annotation/annotation_codec.h"

namespace bowman {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kSealBytes = 8;

enum Content : std::uint8_t { kHasBefore = 1, kHasAfter = 2, kSamePrediction = 4 };

/// Not cryptographic: eight bytes a step, and any single changed word changes the sum (the multiplier is odd).
std::uint64_t checksum(std::string_view bytes) {
    std::uint64_t sum = 0x9e3779b97f4a7c15ULL ^ bytes.size();
    for (; !bytes.empty(); bytes.remove_prefix(std::min<std::size_t>(8, bytes.size()))) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data(), std::min<std::size_t>(8, bytes.size()));
        sum = (sum ^ word) * 0xd6e8feb86659fd93ULL;
        sum ^= sum >> 32;
    }
    return sum;
}

std::string sealed(std::string bytes) {
    const std::uint64_t sum = checksum(bytes);
    char seal[kSealBytes];
    std::memcpy(seal, &sum, kSealBytes);
    return bytes.append(seal, kSealBytes);
}

Result<std::string_view> unsealed(std::string_view blob) {
    const Error damaged{"cannot read what was stored", "", "its checksum is wrong"};
    if (blob.size() < kSealBytes) return damaged;
    const std::string_view bytes = blob.substr(0, blob.size() - kSealBytes);
    std::uint64_t sum = 0;
    std::memcpy(&sum, blob.data() + bytes.size(), kSealBytes);
    if (sum != checksum(bytes)) return damaged;
    return bytes;
}

void write(ByteWriter& writer, const Change& change) {
    const bool samePrediction = change.before && change.after && change.before->prediction == change.after->prediction;
    writer.byte(static_cast<std::uint8_t>((change.before ? kHasBefore : 0) | (change.after ? kHasAfter : 0) |
                                          (samePrediction ? kSamePrediction : 0)));
    if (change.before) writer.annotation(*change.before);
    if (!change.after) return;
    Annotation after = *change.after;
    if (samePrediction) after.prediction.clear();
    writer.annotation(after);
}

Change read(ByteReader& reader) {
    const std::uint8_t content = reader.byte();
    Change change;
    if (content & kHasBefore) change.before = std::make_shared<const Annotation>(reader.annotation());
    if (!(content & kHasAfter)) return change;
    Annotation after = reader.annotation();
    if ((content & kSamePrediction) && change.before) after.prediction = change.before->prediction;
    change.after = std::make_shared<const Annotation>(std::move(after));
    return change;
}

}  // namespace

std::string encodeChanges(const std::vector<Change>& changes) {
    ByteWriter writer;
    writer.byte(kVersion);
    writer.count(changes.size());
    for (const Change& change : changes) write(writer, change);
    return sealed(writer.take());
}

Result<std::vector<Change>> decodeChanges(std::string_view blob) {
    const auto bytes = unsealed(blob);
    if (!bytes) return bytes.error();
    ByteReader reader(*bytes);
    const Error damaged{"cannot read an edit", "", "its bytes are damaged or of a newer version"};
    if (reader.byte() != kVersion) return damaged;
    std::vector<Change> changes;
    for (std::uint64_t left = reader.count(); left > 0 && reader.ok(); --left) changes.push_back(read(reader));
    if (!reader.ok() || !reader.atEnd()) return damaged;
    return changes;
}

std::string sealedAnnotation(const Annotation& annotation) { return sealed(encodeAnnotation(annotation)); }

Result<AnnotationPtr> unsealedAnnotation(std::string_view blob) {
    const auto bytes = unsealed(blob);
    if (!bytes) return bytes.error();
    auto annotation = decodeAnnotation(*bytes);
    if (!annotation) return annotation.error();
    return AnnotationPtr(std::make_shared<const Annotation>(*std::move(annotation)));
}

}  // namespace bowman
