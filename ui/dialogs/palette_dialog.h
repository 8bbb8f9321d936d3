// The classes of a project, to be edited: key, colour, name, what they count as. GUI thread.
#pragma once

#include <map>
#include <string>

#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>

#include "core/document/palette.h"

namespace bowman::ui {

class PaletteDialog : public QDialog {
    Q_OBJECT
public:
    explicit PaletteDialog(const Palette& palette, QWidget* parent = nullptr);
    Palette edited() const;
    /// Old names and new ones, of classes that were renamed.
    std::map<std::string, std::string> renamed() const;

private:
    void addRow(const PaletteClass& paletteClass, const QString& oldName);
    void addNew();
    void removeCurrent();
    void chooseColour(int row);
    void refresh();

    QTableWidget* m_table;
    QLabel* m_problem;
    QPushButton* m_ok;
    bool m_filling = false;
};

}  // namespace bowman::ui
