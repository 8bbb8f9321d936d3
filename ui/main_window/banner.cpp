#include "ui/main_window/banner.h"

#include <QApplication>
#include <QClipboard>
#include <QFontDatabase>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/main_window/theme.h"

namespace bowman::ui {
namespace {

QToolButton* flatButton(const QString& text, const QString& icon) {
    auto* button = new QToolButton;
    button->setAutoRaise(true);
    button->setText(text);
    button->setIcon(QIcon::fromTheme(icon));
    button->setToolButtonStyle(text.isEmpty() ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

}  // namespace

Banner::Banner(QWidget* parent) : QFrame(parent) {
    setObjectName("banner");
    setAutoFillBackground(true);
    m_icon = new QLabel;
    m_text = new QLabel;
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::RichText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setFocusPolicy(Qt::NoFocus);
    m_more = flatButton(tr("Details"), "arrow-down");
    m_more->setCheckable(true);
    m_copy = flatButton(tr("Copy"), "edit-copy");
    auto* close = flatButton(QString(u'✕'), {});
    close->setToolTip(tr("Close"));
    close->setAccessibleName(tr("Close this message"));
    m_details = new QPlainTextEdit;
    m_details->setReadOnly(true);
    m_details->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_details->setFixedHeight(3 * fontMetrics().height() + 12);
    m_details->setFocusPolicy(Qt::ClickFocus);
    m_details->hide();
    m_actions = new QHBoxLayout;
    m_actions->setSpacing(8);

    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_icon);
    line->addWidget(m_text, 1);
    line->addLayout(m_actions);
    line->addWidget(m_more);
    line->addWidget(m_copy);
    line->addWidget(close);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(12, 8, 8, 8);
    all->setSpacing(8);
    all->addLayout(line);
    all->addWidget(m_details);

    connect(m_more, &QToolButton::toggled, this, [this](bool on) {
        m_details->setVisible(on);
        m_more->setIcon(QIcon::fromTheme(on ? "arrow-up" : "arrow-down"));
    });
    connect(m_copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(m_problem.headline + "\n" + m_problem.reason + "\n" + m_problem.details); });
    connect(close, &QToolButton::clicked, this, &Banner::dismiss);
    hide();
}

void Banner::show(const Problem& problem, std::vector<BannerAction> actions) {
    m_problem = problem;
    QPalette colours = palette();
    colours.setColor(QPalette::Window, errorBackground());
    setPalette(colours);
    m_icon->setPixmap(QIcon::fromTheme("dialog-warning").pixmap(22, 22));
    m_text->setText("<b>" + problem.headline.toHtmlEscaped() + "</b>" + (problem.reason.isEmpty() ? "" : "<br>" + problem.reason.toHtmlEscaped()));
    setAccessibleName(problem.headline);
    m_details->setPlainText(problem.details);
    m_more->setChecked(false);
    m_more->setVisible(!problem.details.isEmpty());
    m_copy->setVisible(!problem.details.isEmpty());
    while (QLayoutItem* old = m_actions->takeAt(0)) {
        old->widget()->deleteLater();
        delete old;
    }
    for (BannerAction& action : actions) {
        auto* button = new QPushButton(action.text);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QPushButton::clicked, this, [this, run = std::move(action.run)] {
            dismiss();
            run();
        });
        m_actions->addWidget(button);
    }
    QFrame::show();
}

void Banner::dismiss() { hide(); }

}  // namespace bowman::ui
