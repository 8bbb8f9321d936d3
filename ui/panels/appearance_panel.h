// How the slide is shown: tones, one stain alone, and the stains' colours; everything acts at once. GUI thread.
#pragma once

#include <optional>
#include <vector>

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSlider>
#include <QToolButton>
#include <QWidget>

#include "core/appearance/appearance.h"

namespace bowman::ui {

class AppearancePanel : public QWidget {
    Q_OBJECT
public:
    explicit AppearancePanel(QWidget* parent = nullptr);

    void setAppearance(const Appearance& appearance);
    const Appearance& appearance() const { return m_appearance; }

    /// What the slide's scanner says of its colours; null where it says nothing.
    void setProfile(const ColourProfilePtr& profile);

    /// The stains of this slide as estimated, once they are.
    void setEstimate(const std::optional<StainVectors>& vectors);
    void setEstimating(bool running);
    /// Why there is no estimate; the standard colours stay.
    void setEstimateFailed(const QString& why);

Q_SIGNALS:
    /// By the person's hand.
    void appearanceChanged(const bowman::Appearance& appearance);
    void estimateRequested();

protected:
    /// A double click on a slider puts it back.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Tone {
        QSlider* slider;
        QLabel* text;
        double Appearance::*value;
    };
    void addTone(QGridLayout& grid, const QString& name, double Appearance::*value);
    QWidget* makeProfile();
    QWidget* makeStains();
    void change(const Appearance& appearance);
    void chooseStains(StainPair pair);
    void chooseColours(bool estimated);
    void refresh();

    Appearance m_appearance;
    ColourProfilePtr m_profile;
    std::optional<StainVectors> m_estimate;
    std::vector<Tone> m_tones;
    QCheckBox* m_byProfile;
    QLabel* m_profileName;
    QComboBox* m_stains;
    QButtonGroup* m_views;
    QRadioButton* m_standard;
    QRadioButton* m_estimated;
    QLabel* m_swatches[3];
    QLabel* m_hint;
    QPushButton* m_reset;
};

}  // namespace bowman::ui
