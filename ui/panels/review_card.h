// The selected object at a glance: its picture, state, class, size, confidence, and the decisions with their keys. GUI thread.
#pragma once

#include <optional>

#include <QComboBox>
#include <QFrame>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include "core/annotation/annotation_set.h"
#include "core/document/palette.h"

namespace bowman::ui {

/// The decisions, made elsewhere so that menu, key and button are one thing.
struct CardActions {
    QAction* accept = nullptr;
    QAction* reject = nullptr;
    QAction* unsure = nullptr;
    QAction* edit = nullptr;
};

class ReviewCard : public QFrame {
    Q_OBJECT
public:
    static constexpr int kCropEdge = 144;

    explicit ReviewCard(const CardActions& actions, QWidget* parent = nullptr);
    /// Null: says what to do.
    void show(const AnnotationPtr& annotation, std::optional<double> umPerPx);
    void setCrop(const QImage& image);
    void setPalette(const Palette& palette);
    /// Of a place that is no object yet: "Maybe 3 of 14".
    void setTitle(const QString& title) { m_title->setText(title); }
    /// The cursor goes there.
    void editNote();

    /// What stands in the note field goes to the object that it was begun for: before that object is out of reach.
    void keepNote();

Q_SIGNALS:
    void classChosen(const QString& name);
    /// By Enter, or by going elsewhere.
    void noteWritten(qint64 annotation, const QString& text);
    /// Enter or Esc: the hand goes back to the slide.
    void noteLeft();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QLabel* m_crop;
    QLabel* m_title;
    QLabel* m_sign;
    QLabel* m_state;
    QLabel* m_facts;
    QComboBox* m_class;
    QLineEdit* m_note;
    QWidget* m_buttons;
    Palette m_palette;
    AnnotationId m_shown = 0;
    QString m_storedNote;
};

}  // namespace bowman::ui
