// Many posts, one wake-up: collects items until the receiver takes them all. Any thread may post.
#pragma once

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace bowman {

/// `wake` is called (on the posting thread) only for the first item after a take: at most one flush is in flight.
template <typename T>
class Mailbox {
public:
    explicit Mailbox(std::function<void()> wake) : m_wake(std::move(wake)) {}

    void post(T item) {
        bool first = false;
        {
            const std::lock_guard lock(m_mutex);
            first = m_items.empty();
            m_items.push_back(std::move(item));
        }
        if (first) m_wake();
    }

    std::vector<T> take() {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_items, {});
    }

private:
    const std::function<void()> m_wake;
    std::mutex m_mutex;  // guards m_items
    std::vector<T> m_items;
};

}  // namespace bowman
