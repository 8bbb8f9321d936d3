#include "core/formats/coco_rle.h"

#include <algorithm>
#include <limits>

namespace bowman {
namespace {

constexpr std::int64_t kLargestCount = std::int64_t{1} << 40;
constexpr std::size_t kMostRuns = 4'000'000;

Error problem(std::size_t index, const std::string& why) {
    return {"cannot decode COCO counts", "", "count " + std::to_string(index + 1) + ": " + why};
}

}  // namespace

bool fitsCocoCounts(PixelSize size) {
    constexpr std::int64_t most = std::numeric_limits<std::uint32_t>::max();
    return size.width > 0 && size.height > 0 && size.width <= most / size.height;
}

std::vector<std::int64_t> cocoCounts(const std::vector<PixelRun>& columns, PixelSize size) {
    std::vector<std::int64_t> counts = {0};   // of zeros at even places, of ones at odd ones
    const auto isInOnes = [&] { return counts.size() % 2 == 0; };
    std::int64_t at = 0;
    for (const PixelRun& run : columns) {
        const std::int64_t begin = run.line * size.height + run.begin, length = run.end - run.begin;
        if (isInOnes() && begin == at) {   // goes on at the top of the next column
            counts.back() += length;
        } else {
            if (isInOnes()) counts.push_back(0);
            counts.back() += begin - at;
            counts.push_back(length);
        }
        at = begin + length;
    }
    if (const std::int64_t rest = size.width * size.height - at; rest > 0) {
        if (isInOnes()) counts.push_back(0);
        counts.back() += rest;
    }
    return counts;
}

std::string cocoText(const std::vector<std::int64_t>& counts) {
    std::string out;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        std::int64_t x = i > 2 ? counts[i] - counts[i - 2] : counts[i];
        for (bool isMore = true; isMore;) {
            std::int64_t group = x & 0x1f;
            x >>= 5;
            isMore = (group & 0x10) != 0 ? x != -1 : x != 0;
            if (isMore) group |= 0x20;
            out += static_cast<char>(group + 48);
        }
    }
    return out;
}

Result<std::vector<std::int64_t>> cocoCountsOf(std::string_view text) {
    std::vector<std::int64_t> counts;
    for (std::size_t at = 0; at < text.size();) {
        std::int64_t x = 0;
        int shift = 0;
        for (bool isMore = true; isMore; ++at) {
            if (at == text.size()) return problem(counts.size(), "the text ends within the number");
            const int group = text[at] - 48;
            if (group < 0 || group > 63) return problem(counts.size(), "a character that is not of the code");
            if (shift > 40) return problem(counts.size(), "the number is too large");
            x |= static_cast<std::int64_t>(group & 0x1f) << shift;
            shift += 5;
            isMore = (group & 0x20) != 0;
            if (!isMore && (group & 0x10) != 0) x -= std::int64_t{1} << shift;
        }
        if (counts.size() > 2) x += counts[counts.size() - 2];
        if (x > kLargestCount || x < -kLargestCount) return problem(counts.size(), "the number is too large");
        counts.push_back(x);
    }
    return counts;
}

Result<std::vector<PixelRun>> cocoRuns(const std::vector<std::int64_t>& counts, PixelSize size) {
    std::vector<PixelRun> columns;
    const std::int64_t pixels = size.width * size.height;
    std::int64_t at = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] < 0) return problem(i, "it is negative");
        if (counts[i] > pixels - at)
            return problem(i, "it goes beyond the " + std::to_string(size.width) + " × " + std::to_string(size.height) + " pixels of the mask");
        const std::int64_t end = at + counts[i];
        for (; i % 2 == 1 && at < end;) {
            const std::int64_t column = at / size.height, stop = std::min(end, (column + 1) * size.height), top = column * size.height;
            if (!columns.empty() && columns.back().line == column && columns.back().end == at - top) columns.back().end = stop - top;
            else if (columns.size() == kMostRuns) return problem(i, "the mask has more than 4,000,000 runs");
            else columns.push_back({column, at - top, stop - top});
            at = stop;
        }
        at = end;
    }
    return columns;
}

}  // namespace bowman
