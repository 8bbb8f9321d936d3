// Everything that the file of the current slide says: facts, vendor properties, pictures. The label stays hidden until it is asked
// for, each time anew. GUI thread; pictures are read on a thread of its own.
#pragma once

#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QTableView>
#include <QWidget>

#include "core/slide/slide.h"
#include "ui/controllers/task_runner.h"

namespace bowman::ui {

class SlidePropertiesPanel : public QWidget {
    Q_OBJECT
public:
    explicit SlidePropertiesPanel(QWidget* parent = nullptr);

    /// Null empties it. `scale` is what counts in the project.
    void setSlide(SlidePtr slide, const MicronsPerPixel& scale);
    /// Who signed it off; empty: nobody.
    void setReviewText(const QString& text);
    QTableView& table() { return *m_table; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Picture {
        QImage small;                // null where it cannot be read
        QByteArray large;            // PNG
    };
    void fillTable(const MicronsPerPixel& scale);
    void readPictures();
    void readPicture(const std::string& name);
    void showPicture(const QString& name, const Picture& read);
    void showLabel();

    SlidePtr m_slide;
    quint64 m_serial = 0;            // of the slide: pictures of an older one are dropped
    bool m_picturesRead = false;
    std::vector<std::string> m_hidden;
    QStandardItemModel m_model;
    QSortFilterProxyModel m_shown;
    QLabel* m_review;
    QLineEdit* m_filter;
    QTableView* m_table;
    QWidget* m_pictures;
    QWidget* m_labelLine;
    QPushButton* m_labelButton;
    TaskRunner m_runner{1};
};

}  // namespace bowman::ui
