// What is selected, and the decisions of a person on it. In review mode each decision moves on to the next open object.
// GUI thread only.
#pragma once

#include <QObject>

#include "ui/controllers/project.h"
#include "ui/controllers/review.h"

namespace bowman::ui {

class ReviewController : public QObject {
    Q_OBJECT
public:
    explicit ReviewController(Project& project, QObject* parent = nullptr);

    AnnotationId selected() const { return m_selected; }
    AnnotationPtr selectedAnnotation() const;
    void select(AnnotationId id);
    /// Selects, and asks the canvas to go there.
    void travelTo(AnnotationId id);

    bool isReviewing() const { return m_reviewing; }
    /// Starting goes to the least sure open object.
    void setReviewing(bool on);

    void goNext();
    void goPrevious();
    void decide(Decision decision);
    void setClass(const std::string& className);
    /// Several at once, one step of undo; the view stays.
    void decideAll(const std::vector<AnnotationId>& ids, Decision decision);
    void setClassOfAll(const std::vector<AnnotationId>& ids, const std::string& className);
    void deleteSelected();

Q_SIGNALS:
    void selectionChanged(qint64 annotation);
    void travelRequested(const bowman::SlideRect& target);
    void reviewingChanged(bool on);
    /// The last open object of the slide was decided.
    void allDecided();
    void refused(const bowman::ui::Problem& problem);
    void said(const QString& message);

private:
    bool commit(Edit edit, const QString& what);
    std::vector<AnnotationPtr> glomeruli(const std::vector<AnnotationId>& ids) const;
    void walk(int step);

    Project& m_project;
    AnnotationId m_selected = 0;
    bool m_reviewing = false;
};

}  // namespace bowman::ui
