// Every header compiles alone, with the flags of a source file of its own folder.
#include <QTest>
#include <QTemporaryDir>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <regex>
#include <string>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>

namespace fs = std::filesystem;

namespace {

/// Compile command of one source per folder, without its input and output. Paths in it are absolute.
std::map<std::string, std::string> flagsByFolder() {
    std::ifstream in(fs::path(BOWMAN_BUILD_DIR) / "compile_commands.json");
    std::map<std::string, std::string> flags;
    for (const auto& entry : nlohmann::json::parse(in)) {
        const fs::path file = entry.at("file").get<std::string>();
        const fs::path relative = fs::relative(file, BOWMAN_SOURCE_DIR);
        if (relative.begin()->string() == ".." || relative.begin()->string() == "tests") continue;
        const std::string folder = relative.parent_path().generic_string();
        if (folder.rfind("build", 0) == 0) continue;
        std::string command = std::regex_replace(entry.at("command").get<std::string>(), std::regex(R"( -o \S+ -c \S+)"), "");
        const auto compiler = command.find("/c++ ");  // drop the compiler launcher
        if (compiler != std::string::npos) command = "c++ " + command.substr(compiler + 5);
        // Where two targets share a folder, the one that sees more libraries.
        if (std::string& kept = flags[folder]; kept.size() < command.size()) kept = command;
    }
    return flags;
}

}  // namespace

class HeadersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyHeaderCompilesAlone() {
        const auto flags = flagsByFolder();
        std::vector<std::pair<std::string, std::string>> jobs;  // header, command
        QTemporaryDir folder;
        for (const char* top : {"app", "core", "ui", "models"})
            for (const auto& entry : fs::recursive_directory_iterator(fs::path(BOWMAN_SOURCE_DIR) / top)) {
                if (entry.path().extension() != ".h") continue;
                const std::string header = fs::relative(entry.path(), BOWMAN_SOURCE_DIR).generic_string();
                fs::path owner = fs::path(header).parent_path();
                while (!owner.empty() && !flags.contains(owner.generic_string())) owner = owner.parent_path();
                const std::string flag = owner.empty() ? flags.at("core/base") : flags.at(owner.generic_string());
                const std::string source = folder.path().toStdString() + "/" + std::to_string(jobs.size()) + ".cpp";
                std::ofstream(source) << "#include \"" << header << "\"\n";
                jobs.emplace_back(header, "( " + flag + " -fsyntax-only " + source + " ) >" + source + ".log 2>&1");
            }
        QVERIFY(jobs.size() > 40);
        std::atomic<std::size_t> next = 0;
        std::mutex mutex;  // guards failures
        std::string failures;
        {
            std::vector<std::jthread> threads;
            for (int t = 0; t < 2; ++t)
                threads.emplace_back([&] {
                    for (std::size_t i = next++; i < jobs.size(); i = next++) {
                        if (std::system(jobs[i].second.c_str()) == 0) continue;
                        std::ifstream log(folder.path().toStdString() + "/" + std::to_string(i) + ".cpp.log");
                        std::string reason;
                        std::getline(log, reason);
                        const std::lock_guard lock(mutex);
                        failures += jobs[i].first + ": " + reason + "\n";
                    }
                });
        }
        QVERIFY2(failures.empty(), failures.c_str());
    }
};

QTEST_APPLESS_MAIN(HeadersTest)
#include "headers_test.moc"
