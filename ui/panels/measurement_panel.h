// The table of measurements with its plots and figures: sorted by any column, filtered by text, class, state and by the bars of the plots. What is
// selected here and on the canvas is the same. GUI thread.
#pragma once

#include <array>
#include <vector>

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QWidget>

#include "core/measure/slide_figures.h"
#include "ui/panels/bar_plot_view.h"
#include "ui/panels/measurement_model.h"
#include "ui/report/glomerulus_plots.h"

namespace bowman::ui {

class MeasurementPanel : public QWidget {
    Q_OBJECT
public:
    /// `report` gets a button.
    explicit MeasurementPanel(QAction* report, QWidget* parent = nullptr);

    /// Measured anew; null empties it. Filter, order and selection stay.
    void setObjects(MeasuredObjects objects, const SlideFigures& figures, bool isScaleKnown);
    /// Shows it as selected, where it is listed; says nothing. 0: none.
    void setSelected(AnnotationId id);
    /// 0…1 while it is measured; −1: it is done.
    void setProgress(double fraction);
    /// Nothing is shown because measuring was stopped.
    void setStopped(bool stopped);
    /// The filter goes: another slide.
    void clearFilter();

    MeasurementModel& model() { return m_model; }
    QTableView& table() { return *m_table; }
    BarPlotView& plot(PlotKind kind) { return *m_plots[static_cast<std::size_t>(kind)]; }
    /// The selected rows in the order shown, all where fewer than two are selected.
    std::vector<MeasuredObject> chosenOrShown() const;
    std::vector<AnnotationId> chosen() const;

Q_SIGNALS:
    void objectChosen(qint64 id);          ///< one row was clicked, or reached by key
    void objectSelected(qint64 id);        ///< one of several
    void csvRequested();
    void stopRequested();
    void measureRequested();               ///< after it was stopped

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeBar(QAction* report);
    QWidget* makePlots();
    void applyFilter();
    void chooseBar(PlotKind kind, int bar);
    void refreshClasses();
    void refreshPlots();
    void refreshCount();
    void showFigures();
    void restoreSelection();
    void tell();
    void copy();

    MeasurementModel m_model;
    QTableView* m_table;
    QLineEdit* m_text;
    QComboBox* m_class;
    QComboBox* m_state;
    QToolButton* m_barChip;
    QLabel* m_count;
    QProgressBar* m_progress;
    QPushButton* m_stop;
    QLabel* m_figures;
    QLabel* m_counts;
    QBoxLayout* m_plotLayout;
    std::array<BarPlotView*, 3> m_plots{};
    SlideFigures m_slideFigures;
    std::optional<PlotKind> m_barPlot;     // whose bar is chosen
    QString m_barText;
    std::vector<AnnotationId> m_selected;
    bool m_quiet = false;
    bool m_stopped = false;
};

}  // namespace bowman::ui
