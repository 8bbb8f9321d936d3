// Asks where to go on the slide: a position in pixels, µm or mm, or the number of an object. GUI thread; the parsing is pure.
#pragma once

#include <optional>
#include <variant>

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "core/annotation/annotation.h"
#include "core/base/geometry.h"

namespace bowman::ui {

struct Destination {
    std::variant<std::monostate, SlidePoint, AnnotationId> where;   ///< a point in level-0 pixels
    QString problem;                                                ///< why there is none
};

/// "18204, 9112", "18,204 9,112 px", "4500 µm 2278 µm", "4.5, 2.28 mm", "#12". A unit counts for both numbers unless each has its
/// own; without one they are pixels.
Destination destinationFrom(const QString& text, std::optional<double> umPerPx, PixelSize slide);

class GoToDialog : public QDialog {
    Q_OBJECT
public:
    GoToDialog(const QString& text, std::optional<double> umPerPx, PixelSize slide, QWidget* parent = nullptr);
    Destination destination() const { return destinationFrom(m_text->text(), m_umPerPx, m_slide); }
    QString text() const { return m_text->text(); }

private:
    void refresh();
    QLineEdit* m_text;
    QLabel* m_hint;
    QPushButton* m_go;
    std::optional<double> m_umPerPx;
    PixelSize m_slide;
};

}  // namespace bowman::ui
