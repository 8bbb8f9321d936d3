// Gives every file of the corpus to every reader: what once broke one of them stays mended. Usage: fuzz_replay CORPUS.
// `fuzz_replay --write-seeds CORPUS` writes small files of all exporters into it, for the fuzzers to begin with.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "core/base/files.h"
#include "core/formats/format.h"
#include "tests/fuzz/reader_check.h"

namespace fs = std::filesystem;
using namespace bowman;

namespace {

Annotation label(int number, MultiPolygon shape, const char* className) {
    Annotation a;
    a.id = number;
    a.uuid = "00000000-0000-4000-8000-00000000000" + std::to_string(number);
    a.className = className;
    a.shape = std::move(shape);
    a.state = ReviewState::Accepted;
    a.score = 0.75;
    a.provenance = {"model", "linknet", "0123abcd", 0.5, "", "2026-01-01T10:00:00Z", "Ada", "2026-01-02T10:00:00Z", 3};
    return a;
}

Snapshot smallProject() {
    Snapshot snapshot;
    snapshot.slide.id = 1;
    snapshot.slide.alias = std::string("s");
    snapshot.slide.size = {50, 30};
    snapshot.slide.umPerPx = {0.5, "file", "seed"};
    const Polygon ring{{{2, 3}, {12.25, 3}, {14, 9}, {2, 11}}, {{{4, 5}, {4, 8}, {7, 7.5}}}};
    const Polygon triangle{{{30, 4}, {38, 4}, {33.5, 12}}, {}};
    const auto add = [&](Annotation a) { snapshot.annotations.push_back(std::make_shared<const Annotation>(std::move(a))); };
    add(label(1, {ring}, "Glomerulus"));
    add(label(2, {triangle, {{{20, 20}, {26, 20}, {26, 25}, {20, 25}}, {}}}, "Sclerotic"));
    return snapshot;
}

int writeSeeds(const fs::path& corpus) {
    const fs::path folder = fs::temp_directory_path() / ("bowman-seeds-" + newUuid());
    for (const Exporter* exporter : exporters()) {
        if (exporter->name() == "training-set") continue;   // a folder
        ExportRequest request;
        request.slides = {smallProject()};
        request.path = folder / ("seed-" + std::string(exporter->name()));
        const auto report = exporter->write(request);
        if (!report) {
            std::fprintf(stderr, "%s\n", report.error().message().c_str());
            return 1;
        }
        const auto reader = readerFor(report->files.front());
        if (!reader) continue;
        const fs::path target = corpus / (*reader)->name() / request.path.filename();
        request.path = report->files.front();
        fs::create_directories(target.parent_path());
        fs::copy_file(request.path, target, fs::copy_options::overwrite_existing);
        std::printf("%s\n", target.c_str());
    }
    fs::remove_all(folder);
    return 0;
}

int replay(const fs::path& corpus) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(corpus))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    int failures = 0;
    for (const LabelReader* reader : labelReaders())
        if (!fs::is_directory(corpus / reader->name())) {
            std::fprintf(stderr, "%s has no corpus\n", std::string(reader->name()).c_str());
            ++failures;
        }
    for (const fs::path& file : files) {
        const auto bytes = readFile(file);
        if (!bytes) {
            std::fprintf(stderr, "%s\n", bytes.error().message().c_str());
            return 1;
        }
        std::printf("%s\n", file.c_str());
        std::fflush(stdout);   // the last line names the file, should a reader end the process
        for (const LabelReader* reader : labelReaders())
            test::checkReader(*reader, reinterpret_cast<const std::uint8_t*>(bytes->data()), bytes->size());
        test::checkSideCar(reinterpret_cast<const std::uint8_t*>(bytes->data()), bytes->size());
    }
    std::printf("%zu files, %zu readers\n", files.size(), labelReaders().size());
    return files.empty() || failures > 0 ? 1 : 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 3 && std::strcmp(argv[1], "--write-seeds") == 0) return writeSeeds(argv[2]);
    if (argc == 2) return replay(argv[1]);
    std::fprintf(stderr, "usage: fuzz_replay [--write-seeds] CORPUS\n");
    return 1;
}
