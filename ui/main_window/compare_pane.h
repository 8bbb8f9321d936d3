// The right half of a comparison: a line that says which slide it is, and the slide. And the cross that shows on one half where the
// cursor is on the other. GUI thread.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QToolButton>
#include <QWidget>

#include "core/document/slide_record.h"
#include "ui/canvas/slide_view.h"
#include "ui/main_window/slide_notice.h"

namespace bowman::ui {

class CrossMark : public QWidget {
    Q_OBJECT
public:
    explicit CrossMark(SlideView& view);
    /// Empty hides it.
    void showAt(std::optional<SlidePoint> point);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    SlideView& m_view;
};

class ComparePane : public QWidget {
    Q_OBJECT
public:
    explicit ComparePane(QWidget* parent = nullptr);
    SlideView& view() { return *m_view; }

    struct Choice {
        SlideId id = 0;
        QString title;
        friend bool operator==(const Choice&, const Choice&) = default;
    };
    void setChoices(const std::vector<Choice>& choices, SlideId current);
    void setLinked(bool linked);
    void setOffsetText(const QString& text);
    /// Over the slide; empty hides it.
    void setNotice(const QString& text);

Q_SIGNALS:
    void slideChosen(qint64 slide);
    void linkToggled(bool linked);
    void resetRequested();
    void closeRequested();

private:
    QComboBox* m_slides;
    QToolButton* m_link;
    QLabel* m_offset;
    SlideView* m_view;
    SlideNotice* m_notice;
    std::vector<Choice> m_choices;
};

}  // namespace bowman::ui
