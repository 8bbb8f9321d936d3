// Who may include whom, as ARCHITECTURE.md says, read from the #include lines of the tree itself.
#include <QTest>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

struct Include {
    std::string file;   ///< relative to the source folder
    std::string target;
    bool isSystem = false;
};

std::vector<Include> includesOf(const fs::path& root) {
    static const std::regex line("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]");  // moc loses its way in a raw string with quotes
    std::vector<Include> found;
    for (const char* top : {"app", "core", "ui", "models"})
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp") continue;
            std::ifstream in(entry.path());
            for (std::string text; std::getline(in, text);)
                if (std::smatch m; std::regex_search(text, m, line))
                    found.push_back({fs::relative(entry.path(), root).generic_string(), m[2], m[1] == "<"});
        }
    return found;
}

/// "core/slide" for core, the top folder for the rest.
std::string layerOf(const std::string& path) {
    const auto first = path.find('/');
    const std::string top = path.substr(0, first);
    if (top != "core") return top;
    return path.substr(0, path.find('/', first + 1));
}

const std::map<std::string, std::set<std::string>>& allowed() {
    static const std::map<std::string, std::set<std::string>> rules = {
        {"core/base", {}},
        {"core/concurrency", {"core/base"}},
        {"core/slide", {"core/base", "core/concurrency"}},
        {"core/tissue", {"core/base", "core/slide"}},
        {"core/appearance", {"core/base", "core/slide", "core/tissue"}},
        {"core/interactive", {"core/base", "core/slide", "core/annotation"}},
        {"core/annotation", {"core/base"}},
        {"core/tiles", {"core/base", "core/concurrency", "core/slide"}},
        {"core/detect", {"core/base", "core/concurrency", "core/slide", "core/tissue", "core/annotation"}},
        {"core/document", {"core/base", "core/slide", "core/annotation", "core/detect"}},
        {"core/formats", {"core/base", "core/concurrency", "core/slide", "core/annotation", "core/document", "core/detect", "core/measure"}},
        {"core/measure", {"core/base", "core/slide", "core/tissue", "core/annotation", "core/document", "core/detect"}},
    };
    return rules;
}

bool isOurs(const std::string& target) {
    for (const char* top : {"app/", "core/", "ui/", "models/"})
        if (target.rfind(top, 0) == 0) return true;
    return false;
}

bool mentions(const std::string& target, const std::vector<std::string>& prefixes) {
    for (const std::string& prefix : prefixes)
        if (target.rfind(prefix, 0) == 0) return true;
    return false;
}

}  // namespace

class LayersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_includes = includesOf(BOWMAN_SOURCE_DIR);
        QVERIFY(m_includes.size() > 100);
    }

    void eachLayerIncludesOnlyTheLayersBelowIt() {
        for (const Include& i : m_includes) {
            if (!isOurs(i.target)) continue;
            const std::string from = layerOf(i.file), to = layerOf(i.target);
            bool ok = from == to || from == "app";
            if (from == "ui" || from == "models") ok = ok || to.rfind("core/", 0) == 0;
            if (const auto rule = allowed().find(from); rule != allowed().end()) ok = ok || rule->second.contains(to);
            QVERIFY2(ok, (i.file + " must not include " + i.target).c_str());
        }
    }

    void onlyModelsKnowsTorch() {
        for (const Include& i : m_includes)
            if (mentions(i.target, {"torch/", "ATen/", "c10/"}))
                QVERIFY2(layerOf(i.file) == "models", (i.file + " includes " + i.target).c_str());
    }

    void coreAndModelsKnowNothingOfQt() {
        for (const Include& i : m_includes)
            if (i.isSystem && i.target.size() > 1 && i.target[0] == 'Q' && std::isupper(static_cast<unsigned char>(i.target[1])))
                QVERIFY2(i.file.rfind("core/", 0) != 0 && i.file.rfind("models/", 0) != 0, (i.file + " includes " + i.target).c_str());
    }

    void theWindowLayerKnowsNoLibraryBehindCore() {
        for (const Include& i : m_includes)
            if (layerOf(i.file) == "ui")
                QVERIFY2(!mentions(i.target, {"torch/", "openslide", "opencv2/", "SQLiteCpp/", "sqlite3", "geos_c", "tiffio"}),
                         (i.file + " includes " + i.target).c_str());
    }

    void librariesStayOutOfCoreHeaders() {
        for (const Include& i : m_includes)
            if (i.file.rfind("core/", 0) == 0 && i.file.ends_with(".h"))
                QVERIFY2(!mentions(i.target, {"openslide", "opencv2/", "SQLiteCpp/", "sqlite3", "geos_c", "tiffio", "boost/",
                                              "spdlog/", "openssl/", "nlohmann/json.hpp"}),
                         (i.file + " includes " + i.target).c_str());
    }

    void operatingSystemCallsStayInPlatform() {
        for (const Include& i : m_includes)
            if (mentions(i.target, {"unistd.h", "sys/", "dlfcn.h", "fcntl.h", "windows.h", "execinfo.h", "pthread.h"}))
                QVERIFY2(i.file.rfind("core/base/platform/", 0) == 0, (i.file + " includes " + i.target).c_str());
    }

private:
    std::vector<Include> m_includes;
};

QTEST_APPLESS_MAIN(LayersTest)
#include "layers_test.moc"
