#include "core/detect/components.h"

#include <algorithm>
#include <numeric>

namespace bowman {
namespace {

class UnionFind {
public:
    void grow(std::size_t count) {
        const std::size_t from = m_parent.size();
        m_parent.resize(count);
        std::iota(m_parent.begin() + static_cast<std::ptrdiff_t>(from), m_parent.end(), from);
    }
    std::size_t find(std::size_t i) {
        while (m_parent[i] != i) i = m_parent[i] = m_parent[m_parent[i]];
        return i;
    }
    /// The earlier one stays the root, so that components keep the order of their first run.
    void join(std::size_t a, std::size_t b) {
        a = find(a);
        b = find(b);
        m_parent[std::max(a, b)] = std::min(a, b);
    }

private:
    std::vector<std::size_t> m_parent;
};

}  // namespace

std::vector<Component> connectedComponents(int height, const std::function<void(int, std::vector<PixelRun>&)>& runsOfRow) {
    std::vector<PixelRun> runs;
    UnionFind sets;
    std::size_t previousBegin = 0, previousEnd = 0;
    for (int y = 0; y < height; ++y) {
        const std::size_t begin = runs.size();
        runsOfRow(y, runs);
        sets.grow(runs.size());
        for (std::size_t above = previousBegin, here = begin; above < previousEnd && here < runs.size();) {
            if (runs[above].begin <= runs[here].end && runs[here].begin <= runs[above].end) sets.join(above, here);
            runs[above].end < runs[here].end ? ++above : ++here;
        }
        previousBegin = begin;
        previousEnd = runs.size();
    }
    std::vector<Component> components;
    std::vector<std::size_t> indexOfRoot(runs.size());
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const std::size_t root = sets.find(i);
        const PixelRun& run = runs[i];
        const int left = static_cast<int>(run.begin), right = static_cast<int>(run.end), line = static_cast<int>(run.line);
        if (root == i) {
            indexOfRoot[i] = components.size();
            components.push_back({left, line, right, line + 1, 0, {}});
        }
        Component& component = components[indexOfRoot[root]];
        component.left = std::min(component.left, left);
        component.right = std::max(component.right, right);
        component.bottom = std::max(component.bottom, line + 1);
        component.pixels += run.end - run.begin;
        component.runs.push_back(run);
    }
    return components;
}

}  // namespace bowman
