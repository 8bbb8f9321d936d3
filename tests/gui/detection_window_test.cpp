// Several slides in a row, sliders that act on what was found, and what is there again after the project was opened anew.
#include "core/document/detected_fields.h"
#include "core/document/sclerosis.h"
#include "tests/gui/three_slides_fixture.h"
#include "ui/main_window/maybe_overlay.h"

using namespace bowman;
using namespace bowman::test;
using namespace bowman::ui;

class DetectionWindowTest : public QObject, private ThreeSlides {
    Q_OBJECT

    std::size_t objectsOn(const char* slide) { return m_window->project().document()->annotations(id(slide)).size(); }
    DetectionPanel& panel() { return *m_window->findChild<DetectionPanel*>(); }
    DetectionSession& detection() { return m_window->detection(); }
    MaybeOverlay& preview() { return *m_window->findChild<MaybeOverlay*>("tuningPreview"); }
    QSlider* slider(const QString& name) {
        for (QSlider* s : panel().findChildren<QSlider*>())
            if (s->accessibleName() == name) return s;
        return nullptr;
    }
    void clickSlide(const char* title, Qt::KeyboardModifiers keys) {
        auto* list = m_window->findChild<SlidesPanel*>();
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            const QModelIndex index = list->model()->index(row, 0);
            if (index.data().toString() != title) continue;
            list->scrollTo(index);
            QTest::mouseClick(list->viewport(), Qt::LeftButton, keys, list->visualRect(index).center());
        }
    }
    void find() {
        QSignalSpy ended(&detection(), &DetectionSession::ended);
        m_window->action(Command::FindGlomeruli)->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kPatience);
    }

private Q_SLOTS:
    void initTestCase() { writeThree(); }
    void init() { openThree(); }
    void cleanup() { closeThree(); }

    void selectedSlidesAreSearchedOneAfterTheOther() {
        const QString first = Project::titleOf(record("a")), second = Project::titleOf(record("b")), third = Project::titleOf(record("c"));
        const SlideId shown = m_window->project().currentSlide();
        clickSlide(qPrintable(second), Qt::ControlModifier);
        clickSlide(qPrintable(third), Qt::ControlModifier);
        QCOMPARE(m_window->project().currentSlide(), shown);   // selecting shows nothing
        QCOMPARE(m_window->findChild<SlidesPanel*>()->selectedSlides().size(), std::size_t(3));
        m_window->action(Command::FindInSelected)->trigger();
        QVERIFY(detection().isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(!detection().isRunning(), kPatience);
        QCOMPARE(objectsOn("a"), std::size(kDiscs));
        QVERIFY(objectsOn("b") > 0);
        QCOMPARE(objectsOn("c"), std::size_t(0));
        const auto& done = panel().queue().slides();
        QCOMPARE(done.size(), std::size_t(3));
        QVERIFY(done[0].state.contains("5 glomeruli"));
        QVERIFY2(done[2].state.contains("µm/px"), qPrintable(done[2].state));   // its scale is unknown: the others are done all the same
        // What became of it is said, with the name of what failed.
        const Banner& banner = m_window->canvas().banner();
        QVERIFY(banner.isVisible());
        QVERIFY2(banner.headline().contains("2 of 3 slides"), qPrintable(banner.headline()));
        QVERIFY2(banner.reason().contains(third) && !banner.reason().contains(first + ","), qPrintable(banner.reason()));
        QVERIFY(panel().queue().isVisibleTo(&panel()));
        QTest::mouseClick(panel().queue().findChild<QPushButton*>("queueClear"), Qt::LeftButton);
        QVERIFY(panel().queue().slides().empty());
    }

    void slidesAreSearchedFromTheTableToo() {
        SlideTableDialog& table = m_window->slides().showTable();
        auto* button = table.findChild<QPushButton*>("findInRows");
        QVERIFY(button && !button->isEnabled());
        auto* rows = table.findChild<QTableView*>();
        for (const int row : {0, 1}) QTest::mouseClick(rows->viewport(), Qt::LeftButton, row == 0 ? Qt::NoModifier : Qt::ControlModifier, rows->visualRect(rows->model()->index(row, 1)).center());
        QVERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(detection().isRunning());
        QCOMPARE(panel().queue().slides().size(), std::size_t(2));
        QTRY_VERIFY_WITH_TIMEOUT(!detection().isRunning(), kPatience);
        QCOMPARE(objectsOn("a"), std::size(kDiscs));
        QVERIFY(objectsOn("b") > 0);
        table.close();
    }

    void nothingOfTheProgressIsCutOffInASmallWindow() {
        m_window->resize(1024, 700);
        detection().findIn({id("a"), id("b")});
        QVERIFY(detection().isRunning());
        QTest::qWait(0);
        const auto* text = m_window->findChild<ElidedLabel*>("findProgress");
        QVERIFY(text->isVisible() && !text->visibleRegion().isEmpty());
        QVERIFY2(text->fontMetrics().horizontalAdvance("Slide 88 of 88: 88 min left") <= text->contentsRect().width(), qPrintable(QString::number(text->width())));
        const QString job = m_window->status().jobText();
        QVERIFY2(job.contains("1 of 2") && job.size() < 40, qPrintable(job));
        QTRY_VERIFY_WITH_TIMEOUT(!detection().isRunning(), kPatience);
    }

    void aSlideWithoutTissueSaysSo() {
        Annotation region = proposal(m_window->project().document()->newAnnotationId(), kDiscs[0], 0);
        region.kind = AnnotationKind::Structure;
        region.className = "Ignore";
        region.state = ReviewState::Added;
        region.prediction.clear();
        region.shape = {{{{0, 0}, {2048, 0}, {2048, 1536}, {0, 1536}}, {}}};
        QVERIFY(m_window->project().apply({"ignore", {{nullptr, std::make_shared<const Annotation>(region)}}}).ok());
        QSignalSpy said(&detection(), &DetectionSession::said);
        find();
        QCOMPARE(said.count(), 1);
        QVERIFY2(said.front().front().toString().contains("No tissue found"), qPrintable(said.front().front().toString()));
        QCOMPARE(objectsOn("a"), std::size_t(1));
    }

    /// Whatever lies left of the middle is sclerotic to it.
    void whatIsFoundIsToldApartInOneStep() {
        class LeftClassifier : public ObjectClassifier {
            double threshold() const override { return 0.5; }
            Result<double> sclerosis(const Slide& slide, const MultiPolygon& shape) override {
                return boundsOf(shape).centre().x < static_cast<double>(slide.info().size().width) / 2 ? 0.87 : 0.04;
            }
        };
        closeThree();
        ui::Networks networks = purpleNetworks();
        networks.createClassifier = [](const std::string&) -> Result<std::unique_ptr<ObjectClassifier>> { return std::unique_ptr<ObjectClassifier>(std::make_unique<LeftClassifier>()); };
        openThree(networks);
        find();
        const auto check = [&] {
            int sclerotic = 0, told = 0;
            for (const AnnotationPtr& a : m_window->project().annotations()->all()) {
                const bool isLeft = boundsOf(a->shape).centre().x < static_cast<double>(m_window->project().slide()->info().size().width) / 2;
                QCOMPARE(a->className, std::string(isLeft ? "Globally sclerotic" : "Glomerulus"));
                QCOMPARE(*sclerosisOf(*a), isLeft ? 0.87 : 0.04);
                sclerotic += isLeft;
                ++told;
            }
            QCOMPARE(told, int(std::size(kDiscs)));
            QVERIFY(sclerotic > 0 && sclerotic < told);
        };
        check();
        // Another threshold makes other outlines of the same glomeruli.
        const auto before = m_window->project().annotations()->all().front()->shape;
        slider("Threshold")->setValue(slider("Threshold")->value() + 20);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->project().annotations()->all().empty() && !(m_window->project().annotations()->all().front()->shape == before), kPatience);
        check();
        m_window->action(Command::Undo)->trigger();
        m_window->action(Command::Undo)->trigger();
        QCOMPARE(objectsOn("a"), std::size_t(0));   // the search was one step
    }

    /// Objects that the search was not told of, as those that another threshold brings, are asked about then.
    void whatASliderBringsIsToldApartToo() {
        class LateClassifier : public ObjectClassifier {
            int m_asked = 0;
            double threshold() const override { return 0.5; }
            Result<double> sclerosis(const Slide&, const MultiPolygon&) override {
                if (m_asked++ == 0) return 0.91;
                return Error{"not now", "", ""};
            }
        };
        class Certain : public ObjectClassifier {
            double threshold() const override { return 0.5; }
            Result<double> sclerosis(const Slide&, const MultiPolygon&) override { return 0.91; }
        };
        closeThree();
        ui::Networks networks = purpleNetworks();
        networks.createClassifier = [made = std::make_shared<int>(0)](const std::string&) -> Result<std::unique_ptr<ObjectClassifier>> {
            if ((*made)++ == 0) return std::unique_ptr<ObjectClassifier>(std::make_unique<LateClassifier>());
            return std::unique_ptr<ObjectClassifier>(std::make_unique<Certain>());
        };
        openThree(networks);
        find();
        const auto told = [&] {
            const auto all = m_window->project().annotations()->all();
            return std::count_if(all.begin(), all.end(), [](const AnnotationPtr& a) { return sclerosisOf(*a) == 0.91 && a->className == "Globally sclerotic"; });
        };
        QCOMPARE(told(), std::ptrdiff_t(1));
        slider("Threshold")->setValue(slider("Threshold")->value() + 20);
        QTRY_COMPARE_WITH_TIMEOUT(told(), std::ptrdiff_t(std::size(kDiscs)), kPatience);
    }

    void mirrorImagesAreAskedAboutWhereThatIsWanted() {
        find();
        for (const AnnotationPtr& a : m_window->project().annotations()->all()) QVERIFY(!shareField(*a, kDisagreementField));
        auto* mirror = panel().findChild<QCheckBox*>("mirrorImages");
        QVERIFY(mirror && !mirror->isChecked());
        mirror->click();
        find();
        QCOMPARE(objectsOn("a"), std::size(kDiscs));
        const auto areTold = [&] {
            const auto all = m_window->project().annotations()->all();
            return std::all_of(all.begin(), all.end(), [](const AnnotationPtr& a) { return shareField(*a, kDisagreementField).value_or(1) < 1e-3; });   // it looks at each pixel alone
        };
        QVERIFY(areTold());
        // A slider makes other outlines of the same objects: what took long to ask is kept.
        const auto before = m_window->project().annotations()->all().front()->shape;
        slider("Threshold")->setValue(slider("Threshold")->value() + 20);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->project().annotations()->all().empty() && !(m_window->project().annotations()->all().front()->shape == before), kPatience);
        QVERIFY(areTold());
    }

    void whatWaitsCanBeMovedAndTakenOut() {
        DetectionQueue queue;
        for (const SlideId slide : {1, 2, 3, 4}) queue.add(slide, QString::number(slide));
        queue.add(2, "again");
        QCOMPARE(queue.slides().size(), std::size_t(4));
        QCOMPARE(queue.takeNext().value_or(0), SlideId(1));
        queue.move(2, -1);   // the one that runs stays in front
        QCOMPARE(queue.slides()[1].slide, SlideId(2));
        queue.move(4, -1);
        queue.remove(2);
        queue.remove(1);
        queue.finishCurrent("done");
        QCOMPARE(queue.takeNext().value_or(0), SlideId(4));
        QCOMPARE(queue.currentNumber(), 2);
        queue.removeWaiting();
        queue.finishCurrent("done");
        QVERIFY(!queue.takeNext());
        QCOMPARE(queue.slides().size(), std::size_t(2));
        queue.add(9, "9");
        QCOMPARE(queue.slides().size(), std::size_t(1));   // what was done before is over
    }

    void stoppingTakesOutWhatWaits() {
        detection().findIn({id("a"), id("b"), id("c")});
        detection().stop();
        QTRY_VERIFY_WITH_TIMEOUT(!detection().isRunning(), kPatience);
        QCOMPARE(objectsOn("b"), std::size_t(0));
        QCOMPARE(panel().queue().slides().size(), std::size_t(1));
    }

    void theSlidersActOnWhatWasFoundAsOneStepOfUndo() {
        find();
        QCOMPARE(objectsOn("a"), std::size(kDiscs));
        const AnnotationPtr kept = m_window->project().annotations()->all().front();
        m_window->review().select(kept->id);
        m_window->action(Command::Accept)->trigger();
        QSlider* smallest = slider("Smallest area");
        QVERIFY(smallest);
        const std::size_t steps = m_window->project().document()->history(m_window->project().currentSlide())->done().size();
        smallest->setSliderDown(true);
        smallest->setSliderPosition(smallest->maximum());   // 20,000 µm²: larger than every disc
        smallest->setSliderPosition(smallest->maximum() - 1);
        QCOMPARE(objectsOn("a"), std::size(kDiscs));        // while it moves nothing is changed
        smallest->setSliderDown(false);
        QTRY_COMPARE_WITH_TIMEOUT(objectsOn("a"), std::size_t(1), kPatience);
        QCOMPARE(m_window->project().annotations()->find(kept->id)->state, ReviewState::Accepted);
        QCOMPARE(m_window->project().document()->history(m_window->project().currentSlide())->done().size(), steps + 1);
        m_window->action(Command::Undo)->trigger();
        QCOMPARE(objectsOn("a"), std::size(kDiscs));
    }

    void whileASliderMovesTheOutlinesAreShown() {
        find();
        QSlider* threshold = slider("Threshold");
        QVERIFY(!preview().isVisible());
        threshold->setSliderDown(true);
        threshold->setSliderPosition(80);
        QTRY_VERIFY_WITH_TIMEOUT(preview().isVisible(), kPatience);
        threshold->setSliderPosition(81);
        threshold->setSliderDown(false);
        QTRY_VERIFY_WITH_TIMEOUT(!preview().isVisible(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().annotations()->all().front()->provenance.threshold == 0.81, kPatience);
    }

    void thePanelSaysHowBusyTheNetworkWas() {
        find();
        bool said = false;
        for (const QLabel* label : panel().findChildren<QLabel*>()) said |= label->text().contains("busy") && label->text().contains("%");
        QVERIFY(said);
    }

    void aGraphicsCardThatStandsIdleIsToldOnce() {
        PurplePredictor::idle = "NVIDIA H200 is not used: no CUDA";
        find();
        PurplePredictor::idle.clear();
        QVERIFY(m_window->canvas().banner().isVisible());
        QVERIFY2(m_window->canvas().banner().reason().contains("NVIDIA H200 is not used"), qPrintable(m_window->canvas().banner().reason()));
    }

    void aProjectThatIsOpenedAgainStillHasItsProbabilities() {
        find();
        m_window->action(Command::CloseProject)->trigger();
        m_window->openFiles({file("p.bowman")});
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide() && m_window->project().currentSlide() == id("a"), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(detection().tuning().isActive(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(view().probabilityAt(kDiscs[0]).value_or(0) > 0.9, kPatience);
        QSlider* smallest = slider("Smallest area");
        smallest->setValue(smallest->maximum());
        QTRY_COMPARE_WITH_TIMEOUT(objectsOn("a"), std::size_t(0), kPatience);
        m_window->action(Command::Undo)->trigger();
        QCOMPARE(objectsOn("a"), std::size(kDiscs));
    }

    void aProjectThatIsOpenedAgainHasTheSlidersAsTheyWereLeft() {
        find();
        const auto steps = [this] { return m_window->project().document()->history(m_window->project().currentSlide())->done().size(); };
        const std::size_t before = steps();
        slider("Smoothing")->setValue(6);         // steps of 0.5 µm
        QTRY_COMPARE_WITH_TIMEOUT(steps(), before + 1, kPatience);
        m_window->action(Command::CloseProject)->trigger();
        slider("Smoothing")->setValue(0);
        m_window->openFiles({file("p.bowman")});
        QTRY_VERIFY_WITH_TIMEOUT(detection().tuning().isActive(), kPatience);
        QCOMPARE(panel().objectSettings().smoothingUm, 3.0);
        // What was undone does not count.
        m_window->action(Command::Undo)->trigger();
        m_window->action(Command::CloseProject)->trigger();
        m_window->openFiles({file("p.bowman")});
        QTRY_VERIFY_WITH_TIMEOUT(detection().tuning().isActive(), kPatience);
        QCOMPARE(panel().objectSettings().smoothingUm, 0.0);
    }
};

int main(int argc, char** argv) { return runWindowTest<DetectionWindowTest>(argc, argv); }

#include "detection_window_test.moc"
