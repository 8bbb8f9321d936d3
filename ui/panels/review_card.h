// The selected object at a glance: its picture, state, class, size, confidence, and the decisions with their keys. GUI thread.
#pragma once

#include <optional>

#include <QComboBox>
#include <QFrame>
#include <QImage>
#include <QLabel>
#include <QToolButton>

#include "core/annotation/annotation_set.h"

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

Q_SIGNALS:
    void classChosen(const QString& name);

private:
    QLabel* m_crop;
    QLabel* m_title;
    QLabel* m_sign;
    QLabel* m_state;
    QLabel* m_facts;
    QComboBox* m_class;
    QWidget* m_buttons;
};

}  // namespace bowman::ui
