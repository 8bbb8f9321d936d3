// A project when things go wrong: other files, damaged files, a second Bowman, a full disk, kill -9. The executable runs
// itself again as the process that is locked out, runs out of disk, or is killed.
#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/base/files.h"
#include "document_random_edits.h"

using namespace bowman;
using namespace bowman::test;
namespace fs = std::filesystem;

namespace {

constexpr SlideId kSlide = 1;

Result<void> makeProject(const fs::path& project, int steps) {
    auto document = Document::open(project, "anna");
    if (!document) return document.error();
    if (const auto slide = (*document)->addSlide(slideInfo("/slides/a.svs"), slideIdentity("/slides/a.svs")); !slide) return slide.error();
    if (const auto applied = (*document)->applyBatch(kSlide, firstBatch(), "{}"); !applied) return applied;
    for (int i = 0; i < steps; ++i)
        if (const auto done = randomStep(**document, kSlide, i); !done) return done;
    return (*document)->flush();
}

/// Step n makes event n + 2, after the batch. Prints every acknowledged revision, for ever or until an error.
int editUntilStopped(const fs::path& project) {
    auto document = Document::open(project, "child");
    if (!document) return 2;
    std::atomic<bool> failed = false;
    (*document)->onWritten([&](std::int64_t revision, const std::string& error) {
        if (error.empty()) std::printf("%lld\n", static_cast<long long>(revision));
        else std::printf("error %s\n", error.c_str());
        std::fflush(stdout);
        if (!error.empty()) failed = true;
    });
    while (!failed) {
        const int number = static_cast<int>((*document)->revision()) - 1;
        if (const auto done = randomStep(**document, kSlide, number); !done) return 3;
        // The queue stays short, yet the kill finds some edits in it.
        if (number % 50 == 0 && !(*document)->flush().ok()) break;
    }
    return 0;
}

int openOnce(const fs::path& project) {
    const auto document = Document::open(project, "child");
    std::printf("%s\n", document ? "opened" : document.error().message().c_str());
    return 0;
}

std::string bytesOf(const fs::path& file) { return readFile(file).ok() ? *readFile(file) : std::string(); }

int filesIn(const fs::path& folder) { return static_cast<int>(std::distance(fs::directory_iterator(folder), fs::directory_iterator())); }

/// What a child has acknowledged so far; reads until that is `until`, or the child ends.
class Acknowledged {
public:
    explicit Acknowledged(QProcess& child) : m_child(child) {}
    bool waitFor(std::int64_t until) {
        while (m_last < until) {
            if (!m_child.canReadLine() && !m_child.waitForReadyRead(60000)) break;
            takeLines();
        }
        return m_last >= until;
    }
    void takeLines() {
        while (m_child.canReadLine()) {
            const QByteArray line = m_child.readLine().trimmed();
            if (line.startsWith("error ")) m_error = line.mid(6).toStdString();
            else m_last = line.toLongLong();
        }
    }
    std::int64_t last() const { return m_last; }
    const std::string& error() const { return m_error; }

private:
    QProcess& m_child;
    std::int64_t m_last = 0;
    std::string m_error;
};

}  // namespace

class DocumentFaultsTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_project;

    void refuses(const fs::path& file, const std::string& reason) {
        const std::string before = bytesOf(file);
        const int files = filesIn(file.parent_path());
        const auto document = Document::open(file, "anna");
        QVERIFY(!document.ok());
        const std::string message = document.error().message();
        QVERIFY2(message.find(reason) != std::string::npos, message.c_str());
        QVERIFY2(message.find(file.string()) == 0, message.c_str());
        QVERIFY(bytesOf(file) == before);
        QCOMPARE(filesIn(file.parent_path()), files);
    }

    void startChild(QProcess& child, const char* task) {
        child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        child.start(QCoreApplication::applicationFilePath(), {task, QString::fromStdString(m_project.string())});
        QVERIFY(child.waitForStarted());
    }

    void undoAll(Document& document, const std::string& downTo) {
        while (document.undoLabel(kSlide) && *document.undoLabel(kSlide) != downTo) {
            const auto undone = document.undo(kSlide);
            QVERIFY2(undone.ok(), undone.ok() ? "" : undone.error().message().c_str());
        }
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_project = fs::path(m_folder->path().toStdString()) / "study.bowman";
    }

    void whatIsNotAProjectIsRefusedAndLeftAsItIs() {
        QVERIFY(writeFileAtomically(m_project, "these are my notes, kept in a file of the wrong name " + std::string(5000, '.')).ok());
        refuses(m_project, "it is not a Bowman project");
        QVERIFY(writeFileAtomically(m_project, "short").ok());
        refuses(m_project, "it is not a Bowman project");
        QVERIFY(writeFileAtomically(m_project, "").ok());
        refuses(m_project, "the file is empty");
        fs::remove(m_project);
        SQLite::Database(m_project.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE t (x); INSERT INTO t VALUES (1)");
        refuses(m_project, "it is a database of another program");
        QVERIFY(Document::open(m_project.parent_path(), "anna").error().message().find("it is a folder") != std::string::npos);
        QVERIFY(Document::open("/nonexistent/x.bowman", "anna").error().message().find("the folder does not exist") != std::string::npos);
    }

    void aProjectOfANewerVersionIsRefused() {
        QVERIFY(makeProject(m_project, 3).ok());
        std::string bytes = bytesOf(m_project);
        bytes[63] = 9;
        QVERIFY(writeFileAtomically(m_project, bytes).ok());
        refuses(m_project, "it was made by a newer Bowman (version 9 of the format");
        bytes[63] = 0;
        QVERIFY(writeFileAtomically(m_project, bytes).ok());
        refuses(m_project, "it has no version");
    }

    void aTruncatedProjectIsRefused() {
        QVERIFY(makeProject(m_project, 50).ok());
        const std::string bytes = bytesOf(m_project);
        for (const std::size_t size : {bytes.size() - 1, bytes.size() / 2, std::size_t(4096), std::size_t(100)}) {
            QVERIFY(writeFileAtomically(m_project, bytes.substr(0, size)).ok());
            refuses(m_project, "the file is truncated");
        }
    }

    void aDamagedProjectIsRefusedOrItsContentIsWhole() {
        QVERIFY(makeProject(m_project, 60).ok());
        const std::string bytes = bytesOf(m_project);
        const auto whole = [&] { return (*Document::open(m_project, "anna"))->annotations(kSlide).stateHash(); };
        const std::string hash = whole();
        std::mt19937 random(11);
        int refused = 0;
        for (int round = 0; round < 220; ++round) {
            std::string damaged = bytes;
            const std::size_t at = random() % damaged.size();
            const std::size_t size = round % 3 == 0 ? 1 : 64;
            for (std::size_t i = at; i < std::min(damaged.size(), at + size); ++i) damaged[i] = static_cast<char>(random());
            fs::remove(m_project);
            QVERIFY(writeFileAtomically(m_project, damaged).ok());
            auto document = Document::open(m_project, "anna");
            if (document) {
                // The damage lies where no annotation does; what is in the history is found when it is read.
                QCOMPARE((*document)->annotations(kSlide).stateHash(), hash);
                while ((*document)->undoLabel(kSlide))
                    if (!(*document)->undo(kSlide).ok()) break;
            } else {
                ++refused;
                QVERIFY(bytesOf(m_project) == damaged);
                QCOMPARE(filesIn(m_project.parent_path()), 1);
            }
        }
        QVERIFY2(refused > 20, qPrintable(QString::number(refused)));
    }

    void aDamagedProjectWithALogIsRefusedAndNeitherIsTouched() {
        QVERIFY(makeProject(m_project, 200).ok());
        const fs::path other = m_project.parent_path() / "other.bowman", log = other.string() + "-wal";
        {
            const auto document = Document::open(m_project, "anna");
            for (int i = 0; i < 5; ++i) QVERIFY(randomStep(**document, kSlide, 1000 + i).ok());
            QVERIFY((*document)->flush().ok());
            fs::copy_file(m_project, other);
            fs::copy_file(m_project.string() + "-wal", log);
        }
        QVERIFY(fs::file_size(log) > 0);
        std::string bytes = bytesOf(other);
        std::fill(bytes.begin() + 8 * 4096, bytes.end(), 'x');
        QVERIFY(writeFileAtomically(other, bytes).ok());
        const std::string logBytes = bytesOf(log);
        refuses(other, "damaged");
        QVERIFY(bytesOf(log) == logBytes);
    }

    void aSecondDocumentOnTheSameFileIsRefused() {
        QVERIFY(makeProject(m_project, 3).ok());
        const auto first = Document::open(m_project, "anna");
        QVERIFY(first.ok());
        const auto second = Document::open(m_project, "ben");
        QVERIFY(!second.ok());
        QVERIFY(second.error().message().find("it is open in another Bowman") != std::string::npos);
        // Another process is refused too, also after the attempt above (which must not have dropped our locks).
        QProcess child;
        startChild(child, "--open");
        QVERIFY(child.waitForFinished());
        const QByteArray said = child.readAll();
        QVERIFY2(said.contains("it is open in another Bowman"), said.constData());
        QVERIFY(randomStep(**first, kSlide, 1000).ok());
        QVERIFY((*first)->flush().ok());
    }

    void aClosedProjectCanBeOpenedByTheNext() {
        QVERIFY(makeProject(m_project, 3).ok());
        QProcess child;
        startChild(child, "--open");
        QVERIFY(child.waitForFinished());
        QVERIFY(child.readAll().startsWith("opened"));
        QVERIFY(Document::open(m_project, "anna").ok());
    }

    void aReadOnlyProjectIsRefused() {
        QVERIFY(makeProject(m_project, 3).ok());
        fs::permissions(m_project, fs::perms::owner_read);
        if (std::ofstream(m_project, std::ios::app).is_open()) QSKIP("this user may write everywhere");
        refuses(m_project, "read-only");
    }

    void aFolderThatTakesNoFilesGivesAnError() {
        const auto document = Document::open("/proc/study.bowman", "anna");
        QVERIFY(!document.ok());
        QVERIFY2(document.error().message().find("may you write into it?") != std::string::npos, document.error().message().c_str());
    }

#ifdef Q_OS_UNIX
    void aFullDiskIsReportedAndNothingThatWasAcknowledgedIsLost() {
        QVERIFY(makeProject(m_project, 3).ok());
        QProcess child;
        child.setChildProcessModifier([] {
            const rlimit limit{1 << 20, 1 << 20};
            setrlimit(RLIMIT_FSIZE, &limit);
            std::signal(SIGXFSZ, SIG_IGN);
        });
        startChild(child, "--edit");
        Acknowledged acknowledged(child);
        QVERIFY(!acknowledged.waitFor(1 << 30));
        QVERIFY(child.state() == QProcess::NotRunning || child.waitForFinished());
        acknowledged.takeLines();
        QCOMPARE(child.exitCode(), 0);
        QVERIFY2(acknowledged.error().find("cannot save the edit: the disk") != std::string::npos, acknowledged.error().c_str());
        QVERIFY(acknowledged.last() > 10);
        auto document = Document::open(m_project, "anna");
        QVERIFY2(document.ok(), document.ok() ? "" : document.error().message().c_str());
        QVERIFY((*document)->revision() >= acknowledged.last());
        Model model;
        model.start(firstBatch().changes);
        for (int i = 0; i + 1 < (*document)->revision(); ++i) model.step(i);
        QCOMPARE((*document)->annotations(kSlide).stateHash(), model.set.stateHash());
    }
#endif

    void tenThousandEditsSurviveKill9AndAreUndoneToTheStart() {
        QVERIFY(makeProject(m_project, 0).ok());
        std::string start;
        {
            const auto document = Document::open(m_project, "anna");
            start = (*document)->annotations(kSlide).stateHash();
        }
        Model model;
        model.start(firstBatch().changes);
        int modelled = 0;
        std::mt19937 random(static_cast<unsigned>(std::chrono::steady_clock::now().time_since_epoch().count()));
        // Killed early a few times, then after 10,000 events, each time in the middle of further edits.
        for (const std::int64_t goal : {200, 700, 10001}) {
            QProcess child;
            startChild(child, "--edit");
            Acknowledged acknowledged(child);
            QVERIFY(acknowledged.waitFor(goal + static_cast<std::int64_t>(random() % 100)));
            child.kill();
            QVERIFY(child.waitForFinished());
            QCOMPARE(child.exitStatus(), QProcess::CrashExit);
            acknowledged.takeLines();

            const auto document = Document::open(m_project, "anna");
            QVERIFY2(document.ok(), document.ok() ? "" : document.error().message().c_str());
            qInfo("acknowledged %lld, found %lld", static_cast<long long>(acknowledged.last()), static_cast<long long>((*document)->revision()));
            QVERIFY((*document)->revision() >= acknowledged.last());
            // Not only as many events: the very state that they make.
            for (; modelled + 1 < (*document)->revision(); ++modelled) model.step(modelled);
            QCOMPARE((*document)->annotations(kSlide).stateHash(), model.set.stateHash());
        }
        {
            const auto document = Document::open(m_project, "anna");
            undoAll(**document, "detection");
            QCOMPARE((*document)->annotations(kSlide).stateHash(), start);
            QVERIFY((*document)->undo(kSlide).ok());
            QCOMPARE((*document)->annotations(kSlide).stateHash(), AnnotationSet().stateHash());
            QVERIFY((*document)->redo(kSlide).ok());
            QVERIFY((*document)->flush().ok());
        }
        const auto document = Document::open(m_project, "anna");
        QCOMPARE((*document)->annotations(kSlide).stateHash(), start);
    }
};

int main(int argc, char** argv) {
    if (argc == 3 && std::string(argv[1]) == "--edit") return editUntilStopped(argv[2]);
    if (argc == 3 && std::string(argv[1]) == "--open") return openOnce(argv[2]);
    QCoreApplication application(argc, argv);
    DocumentFaultsTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "document_faults_test.moc"
