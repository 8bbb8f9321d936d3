// Which classes of the slide are locked: a padlock for each. GUI thread.
#pragma once

#include <set>
#include <string>
#include <vector>

#include <QWidget>

class QGridLayout;

namespace bowman::ui {

struct ClassRow {
    std::string name;
    int count = 0;             ///< of any kind, on this slide
    friend bool operator==(const ClassRow&, const ClassRow&) = default;
};

class ClassLocks : public QWidget {
    Q_OBJECT
public:
    explicit ClassLocks(QWidget* parent = nullptr);
    void setRows(const std::vector<ClassRow>& rows, const std::set<std::string>& locked);

Q_SIGNALS:
    /// By the person's hand.
    void lockChosen(const QString& className, bool locked);

private:
    QGridLayout* m_grid;
    std::vector<ClassRow> m_rows;
    std::set<std::string> m_locked;
};

}  // namespace bowman::ui
