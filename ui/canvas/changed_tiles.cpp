#include "ui/canvas/changed_tiles.h"

#include <utility>

namespace bowman::ui {

ChangedTiles::ChangedTiles(WorkerPool& pool, QObject* parent) : QObject(parent), m_pool(pool) {
    m_made = std::make_shared<Mailbox<Made>>([this] { QMetaObject::invokeMethod(this, [this] { take(); }, Qt::QueuedConnection); });
}

void ChangedTiles::setFilter(std::shared_ptr<const AppearanceFilter> filter) {
    clear();
    m_filter = std::move(filter);
}

void ChangedTiles::clear() {
    ++m_serial;
    m_cache.clear();
    m_underWay.clear();
}

void ChangedTiles::want(const TileKey& key, const ImagePtr& asRead) {
    if (!m_filter || !asRead || m_cache.contains(key) || !m_underWay.insert(key).second) return;
    m_pool.submit([key, asRead, filter = m_filter, serial = m_serial, mailbox = m_made] {
        auto image = std::make_shared<Image>(*asRead);
        filter->apply(*image);
        mailbox->post({serial, key, std::move(image)});
    });
}

void ChangedTiles::take() {
    bool arrived = false;
    for (Made& made : m_made->take()) {
        if (made.serial != m_serial) continue;
        m_underWay.erase(made.key);
        m_cache.insert(made.key, std::move(made.image));
        arrived = true;
    }
    if (arrived && onArrived) onArrived();
}

}  // namespace bowman::ui
