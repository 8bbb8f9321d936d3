// A line above the slide that says what went wrong and what can be done; details fold out and can be copied. Never a modal
// box. GUI thread.
#pragma once

#include <functional>
#include <vector>

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QToolButton>

#include "ui/controllers/problem.h"

namespace bowman::ui {

struct BannerAction {
    QString text;
    std::function<void()> run;      ///< the banner closes itself before
};

class Banner : public QFrame {
    Q_OBJECT
public:
    explicit Banner(QWidget* parent = nullptr);
    void show(const Problem& problem, std::vector<BannerAction> actions = {});
    void dismiss();
    /// Empty when nothing is shown.
    QString headline() const { return isHidden() ? QString() : m_problem.headline; }
    QString reason() const { return isHidden() ? QString() : m_problem.reason; }

private:
    Problem m_problem;
    QLabel* m_icon;
    QLabel* m_text;
    QHBoxLayout* m_actions;
    QToolButton* m_more;
    QToolButton* m_copy;
    QPlainTextEdit* m_details;
};

}  // namespace bowman::ui
