// What is selected, and the decisions of a person on it. In review mode each decision moves on to the next open object.
// GUI thread only.
#pragma once

#include <functional>

#include <QList>
#include <QObject>

#include "ui/controllers/project.h"
#include "ui/controllers/project_classes.h"
#include "ui/controllers/review_queue.h"

namespace bowman::ui {

class ReviewController : public QObject {
    Q_OBJECT
public:
    explicit ReviewController(Project& project, QObject* parent = nullptr);

    ProjectClasses& classes() { return m_classes; }

    AnnotationId selected() const { return m_selected; }
    AnnotationPtr selectedAnnotation() const;
    /// One of a locked class is not selected.
    void select(AnnotationId id);
    /// Selects, and asks the canvas to go there.
    void travelTo(AnnotationId id);

    /// The order of N, P and of moving on; with Sample, the slide's sample is the queue.
    ReviewOrder order() const { return m_order; }
    void setOrder(ReviewOrder order);
    const ReviewSample& sample() const { return m_sample; }
    /// Drawn, kept with the slide, and the order from now on.
    void takeSample(int wanted, std::uint32_t seed);
    /// The objects of the queue, in its order.
    std::vector<AnnotationPtr> queue();

    /// A place that may be an object ("maybe") is looked at instead of an object: the next decision or step is about it, and said by signals.
    /// Null ends it, and so does selecting an object.
    void showCandidate(const AnnotationPtr& candidate);
    const AnnotationPtr& candidate() const { return m_candidate; }
    /// What the card shows: the candidate, else the selected object.
    AnnotationPtr shown() const { return m_candidate ? m_candidate : selectedAnnotation(); }

    /// Seconds that go by; a test has its own.
    void setClock(std::function<double()> seconds);

    bool isReviewing() const { return m_reviewing; }
    /// Starting goes to the least sure open object.
    void setReviewing(bool on);

    void goNext();
    void goPrevious();
    void decide(Decision decision);
    void setClass(const std::string& className);
    /// By its key: in a review it accepts as well and goes on, as every other key does.
    void decideClass(const std::string& className);
    /// On any object of the slide.
    void setNote(AnnotationId id, const std::string& note);
    /// Several at once, one step of undo; the view stays.
    void decideAll(const std::vector<AnnotationId>& ids, Decision decision);
    void setClassOfAll(const std::vector<AnnotationId>& ids, const std::string& className);
    void deleteSelected();

Q_SIGNALS:
    void selectionChanged(qint64 annotation);
    void travelRequested(const bowman::SlideRect& target);
    /// Where the next and the previous step would go: worth reading ahead.
    void likelyNext(const QList<bowman::SlideRect>& targets);
    void reviewingChanged(bool on);
    void orderChanged();
    void candidateDecided(bowman::ui::Decision decision);
    void candidateStepped(int step);
    /// The last open object of the slide was decided.
    void allDecided();
    void refused(const bowman::ui::Problem& problem);
    void said(const QString& message);

private:
    bool commit(Edit edit, const QString& what);
    std::vector<AnnotationPtr> glomeruli(const std::vector<AnnotationId>& ids) const;
    void walk(int step);
    /// After a decision: to the next that waits, or the review ends.
    void goOnFrom(AnnotationId id);

    QueueOrder queueOrder() const;
    void loadSample();
    /// Spent on the selected object since it was selected, without what its edits have noted themselves.
    double secondsLooked(const Annotation& annotation) const;
    void beginLooking();
    void goTo(const Annotation& annotation);
    SlideRect placeOf(const Annotation& annotation) const;

    Project& m_project;
    ProjectClasses m_classes;
    AnnotationId m_selected = 0;
    AnnotationPtr m_candidate;
    bool m_reviewing = false;
    ReviewOrder m_order = ReviewOrder::Doubt;
    ReviewSample m_sample;               // of the slide
    ReviewQueue m_queue;
    std::function<double()> m_clock;
    double m_since = 0;                  // by the clock: when it was selected
    double m_spentBefore = 0;            // on it, by then
};

}  // namespace bowman::ui
