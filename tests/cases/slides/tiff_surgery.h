// Changes single numbers in the bytes of a TIFF (classic or BigTIFF, little-endian): what a damaged file has wrong.
#pragma once

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

namespace bowman::test {

class TiffSurgery {
public:
    explicit TiffSurgery(std::string bytes) : m_bytes(std::move(bytes)), m_isBig(number<std::uint16_t>(2) == 43) {}

    const std::string& bytes() const { return m_bytes; }

    /// Where the directories of the main chain begin.
    std::vector<std::uint64_t> directories() const {
        std::vector<std::uint64_t> found;
        for (std::uint64_t at = offset(firstAt()); at != 0; at = offset(nextAt(at))) found.push_back(at);
        return found;
    }

    /// Of the place in the header or behind a directory that says where the next directory begins.
    std::size_t firstAt() const { return m_isBig ? 8 : 4; }
    std::size_t nextAt(std::uint64_t directory) const { return directory + countSize() + entrySize() * entries(directory); }
    void setOffset(std::size_t at, std::uint64_t value) { write(at, &value, offsetSize()); }

    bool has(int directory, std::uint16_t tag) const { return find(directory, tag) != 0; }

    /// One number in place of the tag's value, as LONG or, in a BigTIFF, LONG8.
    TiffSurgery& set(int directory, std::uint16_t tag, std::uint64_t value) {
        setType(directory, tag, m_isBig ? 16 : 4);
        setCount(directory, tag, 1);
        write(entry(directory, tag) + valueAt(), &value, offsetSize());
        return *this;
    }
    TiffSurgery& setType(int directory, std::uint16_t tag, std::uint16_t type) {
        write(entry(directory, tag) + 2, &type, 2);
        return *this;
    }
    TiffSurgery& setCount(int directory, std::uint16_t tag, std::uint64_t count) {
        write(entry(directory, tag) + 4, &count, offsetSize());
        return *this;
    }
    /// The value as it is, or where its values lie.
    TiffSurgery& setValueBytes(int directory, std::uint16_t tag, std::uint64_t value) {
        write(entry(directory, tag) + valueAt(), &value, offsetSize());
        return *this;
    }
    /// Another tag, in the order of the entries or not.
    TiffSurgery& rename(int directory, std::uint16_t tag, std::uint16_t to) {
        write(entry(directory, tag), &to, 2);
        return *this;
    }

    /// The i-th of the tag's numbers (SHORT, LONG, LONG8).
    std::uint64_t value(int directory, std::uint16_t tag, std::size_t i = 0) const {
        const Place place = placeOf(directory, tag, i);
        std::uint64_t value = 0;
        std::memcpy(&value, m_bytes.data() + place.at, place.size);
        return value;
    }
    TiffSurgery& setValue(int directory, std::uint16_t tag, std::size_t i, std::uint64_t value) {
        const Place place = placeOf(directory, tag, i);
        write(place.at, &value, place.size);
        return *this;
    }
    TiffSurgery& setAll(int directory, std::uint16_t tag, std::uint64_t value) {
        for (std::size_t i = 0; i < countOf(directory, tag); ++i) setValue(directory, tag, i, value);
        return *this;
    }
    std::size_t countOf(int directory, std::uint16_t tag) const {
        std::uint64_t count = 0;
        std::memcpy(&count, m_bytes.data() + entry(directory, tag) + 4, offsetSize());
        return count;
    }
    void write(std::size_t at, const void* from, std::size_t size) {
        if (at + size > m_bytes.size()) throw std::runtime_error("beyond the file");
        std::memcpy(m_bytes.data() + at, from, size);
    }

private:
    struct Place {
        std::size_t at = 0, size = 0;
    };

    template <typename T>
    T number(std::size_t at) const {
        if (at + sizeof(T) > m_bytes.size()) throw std::runtime_error("beyond the file");
        T value;
        std::memcpy(&value, m_bytes.data() + at, sizeof(T));
        return value;
    }
    std::uint64_t offset(std::size_t at) const { return m_isBig ? number<std::uint64_t>(at) : number<std::uint32_t>(at); }
    std::uint64_t entries(std::uint64_t directory) const { return m_isBig ? number<std::uint64_t>(directory) : number<std::uint16_t>(directory); }
    std::size_t offsetSize() const { return m_isBig ? 8 : 4; }
    std::size_t countSize() const { return m_isBig ? 8 : 2; }
    std::size_t entrySize() const { return m_isBig ? 20 : 12; }
    std::size_t valueAt() const { return 4 + offsetSize(); }

    std::size_t find(int directory, std::uint16_t tag) const {
        const std::uint64_t at = directories().at(static_cast<std::size_t>(directory));
        for (std::uint64_t i = 0; i < entries(at); ++i)
            if (const std::size_t found = at + countSize() + entrySize() * i; number<std::uint16_t>(found) == tag) return found;
        return 0;
    }
    std::size_t entry(int directory, std::uint16_t tag) const {
        const std::size_t found = find(directory, tag);
        if (found == 0) throw std::runtime_error("no tag " + std::to_string(tag));
        return found;
    }
    Place placeOf(int directory, std::uint16_t tag, std::size_t i) const {
        const std::size_t at = entry(directory, tag);
        const auto type = number<std::uint16_t>(at + 2);
        const std::size_t size = type == 3 ? 2 : type == 4 ? 4 : type == 16 ? 8 : 1;
        const bool isInside = size * countOf(directory, tag) <= offsetSize();
        return {(isInside ? at + valueAt() : offset(at + valueAt())) + i * size, size};
    }

    std::string m_bytes;
    bool m_isBig;
};

}  // namespace bowman::test
