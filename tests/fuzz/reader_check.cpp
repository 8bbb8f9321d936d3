#include "tests/fuzz/reader_check.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "core/annotation/polygon_ops.h"
#include "core/base/platform/platform.h"
#include "core/formats/outline_check.h"
#include "core/formats/provenance_file.h"

namespace bowman::test {
namespace {

namespace fs = std::filesystem;

void require(bool holds, std::string_view name, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "%s: %s\n", std::string(name).c_str(), what);
    std::abort();
}

void require(bool holds, const LabelReader& reader, const char* what) { require(holds, reader.name(), what); }

/// In memory where there is such a place: readers take a path. Removed at exit.
const fs::path& scratchFile() {
    static const struct Scratch {
        Scratch() {
            const fs::path memory = "/dev/shm";
            std::error_code status;
            path = (fs::is_directory(memory, status) ? memory : fs::temp_directory_path()) / ("bowman-fuzz-" + std::to_string(platform::processId()));
        }
        ~Scratch() {
            std::error_code status;
            fs::remove(path, status);
            fs::remove(provenanceFileOf(path), status);
        }
        fs::path path;
    } scratch;
    return scratch.path;
}

bool isOnSlide(const Ring& ring) { return ring.size() >= 3 && std::all_of(ring.begin(), ring.end(), OutlineCheck::isOnSlide); }

void checkLabels(const LabelReader& reader, const Labels& labels) {
    std::set<std::string> uuids;
    for (const Annotation& a : labels.annotations) {
        require(a.id == 0, reader, "an object has an id already");
        require(!a.uuid.empty() && uuids.insert(a.uuid).second, reader, "a UUID is missing or comes twice");
        require(!a.shape.empty(), reader, "an object has no outline");
        for (const Polygon& polygon : a.shape) {
            require(isOnSlide(polygon.outer), reader, "an outline is not on any slide");
            for (const Ring& hole : polygon.holes) require(isOnSlide(hole), reader, "a hole is not on any slide");
        }
        require(isValid(a.shape), reader, "an outline crosses itself");
    }
}

}  // namespace

void checkReader(const LabelReader& reader, const std::uint8_t* data, std::size_t size) {
    {
        std::ofstream file(scratchFile(), std::ios::binary | std::ios::trunc);
        file.write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
        require(file.good(), reader, "the scratch file could not be written");
    }
    reader.recognises({reinterpret_cast<const char*>(data), std::min<std::size_t>(size, 64 << 10)});
    LabelReadOptions known;
    known.slideSize = {5000, 3000};
    known.umPerPx = 0.5;
    known.centreOffsetNm = SlidePoint{1000, -2000};
    for (const LabelReadOptions& options : {LabelReadOptions(), known}) {
        const auto labels = reader.read(scratchFile(), options);
        if (labels) checkLabels(reader, *labels);
        else require(!labels.error().what.empty() && !labels.error().why.empty(), reader, "an error gives no reason");
    }
}

void checkSideCar(const std::uint8_t* data, std::size_t size) {
    constexpr const char* kName = "side-car";
    {
        std::ofstream file(provenanceFileOf(scratchFile()), std::ios::binary | std::ios::trunc);
        file.write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
        require(file.good(), kName, "the scratch file could not be written");
    }
    Labels labels;
    for (int i = 0; i < 3; ++i) {
        Annotation a;
        a.uuid = "00000000-0000-4000-8000-00000000000" + std::to_string(i + 1);
        a.provenance.source = i < 2 ? "import" : "person";
        const double x = 2 + 10.0 * i;
        a.shape = {{{{x, 3}, {x + 10, 3}, {x + 10, 11}}, {}}};
        labels.annotations.push_back(std::move(a));
    }
    const Labels before = labels;
    readProvenanceFile(scratchFile(), {}, labels);
    std::error_code status;
    fs::remove(provenanceFileOf(scratchFile()), status);   // the readers are tried without one
    require(labels.annotations.size() == before.annotations.size(), kName, "objects came or went");
    std::set<std::string> uuids;
    for (std::size_t i = 0; i < before.annotations.size(); ++i) {
        require(labels.annotations[i].shape == before.annotations[i].shape, kName, "an outline was moved");
        require(uuids.insert(labels.annotations[i].uuid).second, kName, "a UUID comes twice");
    }
    require(labels.annotations[2].provenance == before.annotations[2].provenance, kName, "what the file itself says was changed");
}

}  // namespace bowman::test
