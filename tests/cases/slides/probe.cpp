// slide_probe FILE: opens a slide and looks at all of it as the window would. Prints one line: what it is, or the message that
// a person gets. Exit code 0: it opened, and what could not be read gave a reason. 1: it was refused with a reason. 2: an
// answer without file or reason. `slide_probe --make FOLDER` writes the damaged slides, to look at them.
#include <cstdio>
#include <cstring>
#include <string>

#include "core/base/platform/platform.h"
#include "core/slide/scaled_read.h"
#include "core/slide/slide.h"
#include "core/slide/slide_identity.h"
#include "tests/cases/slides/damaged_slides.h"

using namespace bowman;

namespace {

constexpr int kEdge = 256;

class Probe {
public:
    explicit Probe(std::string file) : m_file(std::move(file)) {}

    int run() {
        const auto slide = openSlide(m_file);
        if (!slide) {
            note(slide.error());
            std::printf("refused: %s", slide.error().message().c_str());
            return m_isUnclear ? 2 : 1;
        }
        const SlideInfo& info = (*slide)->info();
        check(readThumbnail(**slide, kEdge));
        for (int level = 0; level < static_cast<int>(info.levels.size()); ++level) {
            const PixelSize size = info.levels[static_cast<std::size_t>(level)].size;
            for (const std::int64_t x : {std::int64_t{-5}, size.width - kEdge + 5})
                for (const std::int64_t y : {std::int64_t{-5}, size.height - kEdge + 5}) check((*slide)->readRegion({level, x, y, kEdge, kEdge}));
        }
        for (const std::string& name : info.associatedImages) check((*slide)->readAssociatedImage(name));
        check(identifySlide(**slide));
        std::printf("opened: %s, %lld x %lld px, %zu levels, %d parts could not be read%s%s", info.format.c_str(), static_cast<long long>(info.size().width),
                    static_cast<long long>(info.size().height), info.levels.size(), m_failures, m_failures ? ": " : "", m_first.c_str());
        return m_isUnclear ? 2 : 0;
    }

private:
    void note(const Error& error) {
        if (m_failures++ == 0) m_first = error.message();
        const std::string name = m_file.substr(m_file.rfind('/') + 1);
        if (error.why.empty() || error.file.find(name) == std::string::npos) {
            m_isUnclear = true;
            std::printf("UNCLEAR: %s | ", error.message().c_str());
        }
    }
    template <typename T>
    void check(const Result<T>& result) {
        if (!result) note(result.error());
    }

    const std::string m_file;
    int m_failures = 0;
    bool m_isUnclear = false;
    std::string m_first;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc == 3 && std::strcmp(argv[1], "--make") == 0) {
        for (const auto& slide : test::makeDamagedSlides(argv[2])) std::printf("%s\n", slide.path.c_str());
        return 0;
    }
    if (argc != 2) return 3;
    const int code = Probe(argv[1]).run();
    std::printf(" [%.0f ms, %.0f MB]\n", 1000 * platform::processCpuSeconds(), static_cast<double>(platform::peakMemoryBytes()) / 1e6);
    return code;
}
