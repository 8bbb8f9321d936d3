// The primary button and its chip: Find glomeruli, or Stop with progress and time left while it runs; beside it the model,
// the device and the scale that will be used. GUI thread.
#pragma once

#include <QProgressBar>
#include <QPushButton>
#include <QWidget>

#include "ui/panels/elided_label.h"

namespace bowman::ui {

struct FindState {
    bool canFind = false;
    bool running = false;
    bool stopping = false;
    double fraction = 0;
    QString text;          ///< beside the bar: "23 of 118 patches, 12 s left"
};

class FindBar : public QWidget {
    Q_OBJECT
public:
    explicit FindBar(QAction* find, QWidget* parent = nullptr);
    void setState(const FindState& state);
    /// `needsScale`: amber, says that the scale is unknown; a click sets it.
    void setChip(const QString& text, bool needsScale, const QString& doubt = {});
    void refreshTheme();

Q_SIGNALS:
    void findRequested();
    void stopRequested();
    void chipClicked();

private:
    QPushButton* m_button;
    QProgressBar* m_bar;
    ElidedLabel* m_text;
    QPushButton* m_chip;
    FindState m_state;
    bool m_needsScale = false;
};

}  // namespace bowman::ui
