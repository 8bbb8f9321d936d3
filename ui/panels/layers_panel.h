// What is drawn over the slide; everything acts at once. GUI thread.
#pragma once

#include <vector>

#include <QAction>
#include <QCheckBox>
#include <QLabel>
#include <QSlider>
#include <QToolButton>
#include <QWidget>

#include "ui/canvas/slide_view.h"
#include "ui/panels/class_locks.h"

namespace bowman::ui {

class LayersPanel : public QWidget {
    Q_OBJECT
public:
    explicit LayersPanel(QWidget* parent = nullptr);
    void setLayers(const LayerSettings& layers);
    /// Beside its box: how much was looked at; empty where it is not known.
    void setSeenText(const QString& text) { m_seenText->setText(text); }
    /// The same for the tissue: its area.
    void setTissueText(const QString& text);
    /// A button beside the box.
    void setTissueCommand(QAction& action);
    const LayerSettings& layers() const { return m_layers; }
    ClassLocks& locks() { return *m_locks; }

Q_SIGNALS:
    /// By the person's hand.
    void layersChanged(const bowman::ui::LayerSettings& layers);

private:
    struct Box {
        QCheckBox* box;
        bool LayerSettings::*value;
    };
    LayerSettings m_layers;
    std::vector<Box> m_boxes;
    QSlider* m_fill;
    QLabel* m_fillText;
    QLabel* m_seenText;
    QToolButton* m_correctTissue;
    QLabel* m_tissueText;
    ClassLocks* m_locks;
};

}  // namespace bowman::ui
