// The middle of the window: the slide or the start page, errors above it, messages on it. GUI thread.
#pragma once

#include <QSplitter>
#include <QStackedWidget>
#include <QWidget>

#include "ui/canvas/slide_view.h"
#include "ui/main_window/banner.h"
#include "ui/main_window/message_line.h"
#include "ui/main_window/slide_notice.h"
#include "ui/main_window/start_page.h"

namespace bowman::ui {

/// Height of the lines that name two slides side by side: the same, so that both pictures lie level.
inline constexpr int kNameLineHeight = 32;

class CanvasArea : public QWidget {
    Q_OBJECT
public:
    explicit CanvasArea(const StartPageActions& actions, QWidget* parent = nullptr);
    SlideView& view() { return *m_view; }
    /// Holds the view; what is looked at beside it goes in here.
    QSplitter& split() { return *m_split; }
    /// Above the slide, below the errors.
    void setTabs(QWidget* tabs);
    StartPage& startPage() { return *m_start; }
    Banner& banner() { return *m_banner; }
    MessageLine& message() { return *m_message; }

    void showSlide(bool shown);
    /// Above the slide, while there is another beside it; empty hides it.
    void setName(const QString& text);
    /// Over the canvas while its slide is being opened, or is not there; empty hides it.
    void setNotice(const QString& text);

private:
    Banner* m_banner;
    QStackedWidget* m_stack;
    QSplitter* m_split;
    QLabel* m_name;
    SlideView* m_view;
    StartPage* m_start;
    SlideNotice* m_notice;
    MessageLine* m_message;
};

}  // namespace bowman::ui
