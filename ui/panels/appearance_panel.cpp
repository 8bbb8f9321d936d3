#include "ui/panels/appearance_panel.h"

#include <cmath>

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace bowman::ui {
namespace {

constexpr int kSteps = 100;                    // of a slider, to either side of "unchanged"
constexpr double kSwatchAmount = 0.7;          // of a stain: a well stained section
constexpr QSize kSwatch(44, 14);

double valueAt(double Appearance::*part, int step) {
    const double share = step / static_cast<double>(kSteps);
    return part == &Appearance::gamma ? std::pow(kMostGamma, share) : share;
}

int stepOf(double Appearance::*part, const Appearance& appearance) {
    const double value = appearance.*part;
    const double share = part == &Appearance::gamma ? std::log(value) / std::log(kMostGamma) : value;
    return static_cast<int>(std::lround(share * kSteps));
}

QString textOf(double Appearance::*part, const Appearance& appearance) {
    const double value = appearance.*part;
    if (part == &Appearance::gamma) return QString::number(value, 'f', 2);
    const int percent = static_cast<int>(std::lround(100 * value));
    return percent > 0 ? QString("+%1 %").arg(percent) : QString("%1 %").arg(percent);
}

QColor colourOf(const StainVector& stain) {
    const auto channel = [&](std::size_t i) { return static_cast<int>(std::lround(255 * std::pow(10, -kSwatchAmount * std::max(stain[i], 0.0)))); };
    return {channel(0), channel(1), channel(2)};
}

QPixmap swatch(const QColor& colour, double dpr) {
    QPixmap picture(kSwatch * dpr);
    picture.setDevicePixelRatio(dpr);
    picture.fill(colour);
    QPainter painter(&picture);
    painter.setPen(QColor(0, 0, 0, 90));
    painter.drawRect(0, 0, kSwatch.width() - 1, kSwatch.height() - 1);
    return picture;
}

}  // namespace

AppearancePanel::AppearancePanel(QWidget* parent) : QWidget(parent) {
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 8, 8, 8);
    all->setSpacing(6);
    auto* tones = new QGridLayout;
    tones->setHorizontalSpacing(8);
    tones->setVerticalSpacing(2);
    tones->setColumnStretch(1, 1);
    addTone(*tones, tr("Brightness"), &Appearance::brightness);
    addTone(*tones, tr("Contrast"), &Appearance::contrast);
    addTone(*tones, tr("Gamma"), &Appearance::gamma);
    all->addLayout(tones);
    all->addWidget(makeProfile());
    all->addWidget(makeStains());
    m_reset = new QPushButton(tr("Reset"));
    m_reset->setObjectName("resetAppearance");
    m_reset->setToolTip(tr("Show the slide as it is stained"));
    m_reset->setFocusPolicy(Qt::TabFocus);
    connect(m_reset, &QPushButton::clicked, this, [this] {
        Appearance plain = m_appearance;
        plain.brightness = plain.contrast = 0;
        plain.gamma = 1;
        plain.view = StainView::AsStained;
        plain.profile = m_profile && !m_profile->isSrgb ? m_profile : nullptr;
        change(plain);
    });
    auto* last = new QHBoxLayout;
    last->addStretch(1);
    last->addWidget(m_reset);
    all->addLayout(last);
    all->addStretch(1);
    refresh();
}

void AppearancePanel::addTone(QGridLayout& grid, const QString& name, double Appearance::*value) {
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setRange(-kSteps, kSteps);
    slider->setPageStep(10);
    slider->setFocusPolicy(Qt::TabFocus);
    slider->setAccessibleName(name);
    slider->setToolTip(tr("Double click: unchanged"));
    slider->installEventFilter(this);
    auto* text = new QLabel;
    text->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    text->setMinimumWidth(fontMetrics().horizontalAdvance("+100 %"));
    const int row = grid.rowCount();
    grid.addWidget(new QLabel(name), row, 0);
    grid.addWidget(slider, row, 1);
    grid.addWidget(text, row, 2);
    m_tones.push_back({slider, text, value});
    connect(slider, &QSlider::valueChanged, this, [this, value](int step) {
        Appearance next = m_appearance;
        next.*value = valueAt(value, step);
        change(next);
    });
}

QWidget* AppearancePanel::makeProfile() {
    auto* box = new QWidget;
    auto* all = new QVBoxLayout(box);
    all->setContentsMargins(0, 4, 0, 0);
    all->setSpacing(2);
    m_byProfile = new QCheckBox(tr("Colours as the scanner's profile says"));
    m_byProfile->setObjectName("byColourProfile");
    m_byProfile->setAccessibleName(m_byProfile->text());
    m_byProfile->setToolTip(tr("Shows what the scanner saw in the colours of an sRGB screen. Detection, measurements and exports see the pixels as stored."));
    m_byProfile->setFocusPolicy(Qt::TabFocus);
    connect(m_byProfile, &QCheckBox::clicked, this, [this](bool on) {
        Appearance next = m_appearance;
        next.profile = on ? m_profile : nullptr;
        change(next);
    });
    m_profileName = new QLabel;
    m_profileName->setObjectName("colourProfileName");
    m_profileName->setWordWrap(true);
    m_profileName->setForegroundRole(QPalette::PlaceholderText);
    all->addWidget(m_byProfile);
    all->addWidget(m_profileName);
    return box;
}

void AppearancePanel::setProfile(const ColourProfilePtr& profile) {
    m_profile = profile;
    refresh();
}

QWidget* AppearancePanel::makeStains() {
    auto* box = new QWidget;
    auto* all = new QVBoxLayout(box);
    all->setContentsMargins(0, 4, 0, 0);
    all->setSpacing(6);

    m_stains = new QComboBox;
    m_stains->setAccessibleName(tr("Stained with"));
    m_stains->setFocusPolicy(Qt::TabFocus);
    m_stains->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const StainPair pair : {StainPair::HematoxylinEosin, StainPair::HematoxylinPas, StainPair::HematoxylinDab})
        m_stains->addItem(tr("Hematoxylin and %1").arg(QString::fromStdString(counterstainName(pair))), static_cast<int>(pair));
    connect(m_stains, &QComboBox::activated, this, [this] { chooseStains(static_cast<StainPair>(m_stains->currentData().toInt())); });
    auto* stains = new QHBoxLayout;
    stains->addWidget(new QLabel(tr("Stained with")));
    stains->addWidget(m_stains, 1);
    all->addLayout(stains);

    // One of them, as if the others were not there.
    m_views = new QButtonGroup(this);
    auto* views = new QHBoxLayout;
    views->setSpacing(0);
    const auto addView = [&](StainView view, const QString& name, const QString& tip) {
        auto* button = new QToolButton;
        button->setText(name);
        button->setToolTip(tip);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        m_views->addButton(button, static_cast<int>(view));
        views->addWidget(button);
    };
    addView(StainView::AsStained, tr("As stained"), tr("All stains together, as on the slide"));
    addView(StainView::Hematoxylin, tr("Hematoxylin"), tr("Only what hematoxylin takes from the light"));
    addView(StainView::Counterstain, {}, tr("Only what the other stain takes from the light"));
    addView(StainView::Rest, tr("Rest"), tr("What the two stains do not explain, in grey: pigment, ink, or colours that do not fit"));
    connect(m_views, &QButtonGroup::idClicked, this, [this](int view) {
        Appearance next = m_appearance;
        next.view = static_cast<StainView>(view);
        change(next);
    });
    all->addLayout(views);

    m_standard = new QRadioButton(tr("Standard"));
    m_standard->setToolTip(tr("Ruifrok && Johnston 2001; PAS: G. Landini").replace("&&", "&"));
    m_estimated = new QRadioButton(tr("Estimated from this slide"));
    m_estimated->setToolTip(tr("Found in the tissue of this slide (Macenko 2009)"));
    for (QRadioButton* button : {m_standard, m_estimated}) button->setFocusPolicy(Qt::TabFocus);
    connect(m_standard, &QRadioButton::clicked, this, [this] { chooseColours(false); });
    connect(m_estimated, &QRadioButton::clicked, this, [this] { chooseColours(true); });
    auto* colours = new QHBoxLayout;
    colours->addWidget(new QLabel(tr("Colours")));
    colours->addWidget(m_standard);
    colours->addWidget(m_estimated);
    colours->addStretch(1);
    all->addLayout(colours);

    auto* swatches = new QHBoxLayout;
    for (QLabel*& label : m_swatches) {
        label = new QLabel;
        swatches->addWidget(label);
    }
    swatches->addStretch(1);
    all->addLayout(swatches);
    m_hint = new QLabel;
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->hide();
    all->addWidget(m_hint);
    return box;
}

void AppearancePanel::setAppearance(const Appearance& appearance) {
    m_appearance = appearance;
    refresh();
}

void AppearancePanel::setEstimate(const std::optional<StainVectors>& vectors) {
    m_estimate = vectors;
    setEstimating(false);
}

void AppearancePanel::setEstimating(bool running) {
    m_hint->setText(tr("Looking at the stains of this slide…"));
    m_hint->setVisible(running);
    m_standard->setEnabled(!running);
    m_estimated->setEnabled(!running);
    refresh();
    if (running) m_estimated->setChecked(true);
}

void AppearancePanel::setEstimateFailed(const QString& why) {
    setEstimating(false);
    m_hint->setText(why);
    m_hint->show();
}

void AppearancePanel::chooseStains(StainPair pair) {
    Appearance next = m_appearance;
    const bool standard = next.vectors == standardVectors(next.stains);
    next.stains = pair;
    if (standard) next.vectors = standardVectors(pair);
    change(next);
}

void AppearancePanel::chooseColours(bool estimated) {
    if (estimated && !m_estimate) return Q_EMIT estimateRequested();
    Appearance next = m_appearance;
    next.vectors = estimated ? *m_estimate : standardVectors(next.stains);
    m_hint->hide();
    change(next);
}

void AppearancePanel::change(const Appearance& appearance) {
    const bool isNews = appearance != m_appearance;
    m_appearance = appearance;
    refresh();
    if (isNews) Q_EMIT appearanceChanged(m_appearance);
}

void AppearancePanel::refresh() {
    for (const Tone& tone : m_tones) {
        const QSignalBlocker quiet(tone.slider);
        tone.slider->setValue(stepOf(tone.value, m_appearance));
        tone.text->setText(textOf(tone.value, m_appearance));
    }
    m_stains->setCurrentIndex(m_stains->findData(static_cast<int>(m_appearance.stains)));
    const QString counterstain = QString::fromStdString(counterstainName(m_appearance.stains));
    m_views->button(static_cast<int>(StainView::Counterstain))->setText(counterstain);
    m_views->button(static_cast<int>(m_appearance.view))->setChecked(true);
    (m_appearance.vectors == standardVectors(m_appearance.stains) ? m_standard : m_estimated)->setChecked(true);
    const StainVector vectors[] = {m_appearance.vectors.hematoxylin, m_appearance.vectors.counterstain};
    const QString names[] = {tr("Hematoxylin"), counterstain, tr("Both")};
    for (std::size_t i = 0; i < 3; ++i) {
        StainVector v = i < 2 ? vectors[i] : StainVector{};
        if (i == 2)
            for (std::size_t c = 0; c < 3; ++c) v[c] = vectors[0][c] + vectors[1][c];
        m_swatches[i]->setPixmap(swatch(colourOf(v), devicePixelRatioF()));
        m_swatches[i]->setToolTip(names[i]);
        m_swatches[i]->setAccessibleName(tr("Colour of %1").arg(names[i]));
    }
    const bool isOfUse = m_profile && !m_profile->isSrgb;
    m_byProfile->setEnabled(isOfUse && m_appearance.view == StainView::AsStained);
    m_byProfile->setChecked(m_appearance.profile != nullptr);
    m_profileName->setText(!m_profile ? tr("The slide has no colour profile.")
                           : isOfUse ? QString::fromStdString(m_profile->name)
                                     : tr("%1: that of screens, nothing to change").arg(QString::fromStdString(m_profile->name)));
    m_reset->setEnabled(!m_appearance.isUnchanged() || (isOfUse && !m_appearance.profile));
}

bool AppearancePanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseButtonDblClick)
        for (const Tone& tone : m_tones)
            if (tone.slider == watched) {
                tone.slider->setValue(0);
                return true;
            }
    return QWidget::eventFilter(watched, event);
}

}  // namespace bowman::ui
