// One line of plain text that gives way where there is no room: shortened with "…", whole as a tooltip. GUI thread.
#pragma once

#include <QLabel>

namespace bowman::ui {

class ElidedLabel : public QLabel {
public:
    explicit ElidedLabel(QWidget* parent = nullptr);
    /// As wide as this text where there is room, so that changing figures do not move what is beside it.
    void setUsualText(const QString& widest);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    int m_usualWidth = 0;
};

}  // namespace bowman::ui
