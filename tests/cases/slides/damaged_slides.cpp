#include "tests/cases/slides/damaged_slides.h"

#include <fstream>
#include <random>
#include <utility>

#include <sys/stat.h>

#include <tiffio.h>

#include "tests/cases/slides/tiff_surgery.h"
#include "tests/cases/slides/whole_slides.h"
#include "tests/unit/slide_tiff_files.h"

namespace bowman::test {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kNowhere = 0x7fffff00;   // beyond every file here

enum class Fate { MayOpen, Refused };

class Collection {
public:
    explicit Collection(const fs::path& folder) : m_folder(folder) {
        fs::create_directories(folder / "whole");
        m_whole = makeWholeSlides(folder / "whole");
    }

    const WholeSlides& whole() const { return m_whole; }

    void add(const std::string& name, const std::string& extension, const std::string& bytes, Fate fate = Fate::MayOpen) {
        const fs::path path = place(name, extension, fate);
        std::ofstream(path, std::ios::binary) << bytes;
    }
    void add(const std::string& name, const TiffSurgery& tiff, Fate fate = Fate::MayOpen) { add(name, ".tif", tiff.bytes(), fate); }

    /// A place for what is no ordinary file.
    fs::path place(const std::string& name, const std::string& extension, Fate fate) {
        const fs::path path = m_folder / (name + extension);
        m_slides.push_back({name, path, fate == Fate::MayOpen});
        return path;
    }

    std::vector<DamagedSlide> take() { return std::move(m_slides); }

private:
    fs::path m_folder;
    WholeSlides m_whole;
    std::vector<DamagedSlide> m_slides;
};

void addCut(Collection& to) {
    const auto cut = [&](const std::string& name, const std::string& extension, const std::string& whole, const std::vector<double>& shares) {
        for (const double share : shares) {
            const auto size = static_cast<std::size_t>(share * static_cast<double>(whole.size()));
            to.add("cut-" + name + "-" + std::to_string(size), extension, whole.substr(0, size), size < 9 ? Fate::Refused : Fate::MayOpen);
        }
        to.add("cut-" + name + "-last-byte", extension, whole.substr(0, whole.size() - 1));
    };
    const WholeSlides& whole = to.whole();
    cut("phantom", ".tif", whole.phantom, {0.00002, 0.0002, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99});
    cut("aperio", ".svs", whole.aperio, {0.0003, 0.05, 0.3, 0.6, 0.9, 0.98});
    cut("strips", ".tif", whole.strips, {0.0002, 0.3, 0.7, 0.95});
    cut("ome", ".ome.tif", whole.ome, {0.3, 0.7, 0.95});
    cut("jpeg2000", ".tif", whole.jpeg2000, {0.3, 0.95});
    cut("png", ".png", whole.png, {0.001, 0.02, 0.5});
    cut("jpg", ".jpg", whole.jpg, {0.001, 0.02, 0.5});
}

void addHeaders(Collection& to) {
    const auto header = [&](const std::string& name, const std::string& bytes) { to.add("header-" + name, ".tif", bytes, Fate::Refused); };
    using namespace std::string_literals;
    header("alone", "II*\0"s);
    header("no-directory", "II*\0\0\0\0\0"s + std::string(100, '\0'));
    header("directory-in-itself", "II*\0\4\0\0\0"s + std::string(100, '\1'));
    header("big-of-another-size", "II+\0\4\0\0\0\x10\0\0\0\0\0\0\0"s + std::string(100, '\0'));
    header("big-at-the-end-of-numbers", "II+\0\10\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff"s + std::string(100, '\0'));
    header("65535-entries", "II*\0\10\0\0\0\xff\xff"s + std::string(2000, '\7'));
    header("no-entries", "II*\0\10\0\0\0\0\0\0\0\0\0"s);
    std::string turned = to.whole().strips;
    turned[0] = turned[1] = 'M', turned[2] = '\0', turned[3] = '*';
    header("of-the-other-byte-order", turned);
    TiffSurgery beyond(to.whole().strips);
    beyond.setOffset(beyond.firstAt(), kNowhere);
    header("directory-beyond-the-end", beyond.bytes());
}

void addPlaces(Collection& to) {
    const std::string& tiles = to.whole().tiles;
    const std::string& strips = to.whole().strips;
    const auto with = [&](const std::string& name, const TiffSurgery& tiff, Fate fate = Fate::MayOpen) { to.add("places-" + name, tiff, fate); };
    with("all-beyond-the-end", TiffSurgery(tiles).setAll(0, TIFFTAG_TILEOFFSETS, kNowhere));
    with("at-the-end-of-numbers", TiffSurgery(tiles).setAll(0, TIFFTAG_TILEOFFSETS, ~std::uint64_t{0}));
    with("all-in-the-header", TiffSurgery(tiles).setAll(0, TIFFTAG_TILEOFFSETS, 0));
    with("counts-beyond-the-end", TiffSurgery(tiles).setAll(0, TIFFTAG_TILEBYTECOUNTS, kNowhere));
    with("counts-at-the-end-of-numbers", TiffSurgery(tiles).setAll(0, TIFFTAG_TILEBYTECOUNTS, ~std::uint64_t{0}));
    with("no-tile-is-there", TiffSurgery(tiles).setAll(0, TIFFTAG_TILEBYTECOUNTS, 0));
    with("one-byte-each", TiffSurgery(tiles).setAll(0, TIFFTAG_TILEBYTECOUNTS, 1));
    with("table-of-none", TiffSurgery(tiles).setCount(0, TIFFTAG_TILEOFFSETS, 0));
    with("table-of-2-to-the-60", TiffSurgery(tiles).setCount(0, TIFFTAG_TILEOFFSETS, std::uint64_t{1} << 60));
    with("table-beyond-the-end", TiffSurgery(tiles).setValueBytes(0, TIFFTAG_TILEOFFSETS, kNowhere));
    with("table-of-text", TiffSurgery(tiles).setType(0, TIFFTAG_TILEOFFSETS, 2));
    with("without-counts", TiffSurgery(tiles).rename(0, TIFFTAG_TILEBYTECOUNTS, 65000));
    with("without-offsets", TiffSurgery(tiles).rename(0, TIFFTAG_TILEOFFSETS, 65000));
    with("strips-all-the-same", TiffSurgery(strips).setAll(0, TIFFTAG_STRIPOFFSETS, 8));
    with("strips-without-counts", TiffSurgery(strips).rename(0, TIFFTAG_STRIPBYTECOUNTS, 65000));
    with("strips-of-4-gigabytes", TiffSurgery(strips).setType(0, TIFFTAG_STRIPBYTECOUNTS, 4));
    const std::string& scan = to.whole().aperio2000;
    to.add("places-aperio-jpeg-2000-counts-at-the-end-of-numbers", ".svs", TiffSurgery(scan).setAll(0, TIFFTAG_TILEBYTECOUNTS, ~std::uint64_t{0} >> 4).bytes());
    to.add("places-aperio-jpeg-2000-one-byte-each", ".svs", TiffSurgery(scan).setAll(0, TIFFTAG_TILEBYTECOUNTS, 1).bytes());
    to.add("places-aperio-beyond-the-end", ".svs", TiffSurgery(to.whole().aperio).setAll(0, TIFFTAG_TILEOFFSETS, kNowhere).bytes());
    to.add("places-aperio-label-beyond-the-end", ".svs", TiffSurgery(to.whole().aperio).setAll(3, TIFFTAG_STRIPOFFSETS, kNowhere).bytes());
}

void addSizes(Collection& to) {
    const WholeSlides& whole = to.whole();
    const auto with = [&](const std::string& name, const TiffSurgery& tiff, Fate fate = Fate::MayOpen) { to.add("size-" + name, tiff, fate); };
    const auto sized = [&](const std::string& name, const std::string& bytes, std::uint64_t width, std::uint64_t height, Fate fate = Fate::MayOpen) {
        with(name, TiffSurgery(bytes).set(0, TIFFTAG_IMAGEWIDTH, width).set(0, TIFFTAG_IMAGELENGTH, height), fate);
    };
    sized("none", whole.tiles, 0, 0);
    sized("strips-of-a-gigapixel", whole.strips, 40000, 30000);
    sized("one-strip-of-a-gigapixel", whole.oneStrip, 40000, 30000);
    sized("one-row-of-4-gigapixels", whole.oneStrip, 0xffffffff, 1);
    sized("one-column-of-4-gigapixels", whole.oneStrip, 1, 0xffffffff);
    sized("tiles-of-a-terapixel", whole.tiles, 1 << 20, 1 << 20);
    sized("number-of-tiles-overflows", whole.tiles, 0xffffffff, 0xffffffff);
    sized("jpeg-of-a-gigapixel", whole.jpeg, 40000, 30000);
    sized("jpeg-2000-of-a-gigapixel", whole.jpeg2000, 40000, 30000);
    sized("palette-of-a-gigapixel", whole.palette, 40000, 30000);
    sized("planes-of-a-gigapixel", whole.planar, 40000, 30000);
    to.add("size-aperio-of-a-terapixel", ".svs", TiffSurgery(whole.aperio).set(0, TIFFTAG_IMAGEWIDTH, 1 << 20).set(0, TIFFTAG_IMAGELENGTH, 1 << 20).bytes());
    to.add("size-aperio-label-of-a-gigapixel", ".svs", TiffSurgery(whole.aperio).set(3, TIFFTAG_IMAGEWIDTH, 40000).set(3, TIFFTAG_IMAGELENGTH, 30000).bytes());
    to.add("size-aperio-thumbnail-of-4-gigapixels", ".svs", TiffSurgery(whole.aperio).set(1, TIFFTAG_IMAGEWIDTH, 0xffffffff).set(1, TIFFTAG_IMAGELENGTH, 1).bytes());
    for (const std::uint64_t edge : {0, 1, 7, 1 << 13, 1 << 20})
        with("tile-edge-" + std::to_string(edge), TiffSurgery(whole.tiles).set(0, TIFFTAG_TILEWIDTH, edge).set(0, TIFFTAG_TILELENGTH, edge));
    to.add("size-aperio-tile-edge-8192", ".svs", TiffSurgery(whole.aperio).set(0, TIFFTAG_TILEWIDTH, 1 << 13).set(0, TIFFTAG_TILELENGTH, 1 << 13).bytes());
    for (const std::uint64_t rows : {0, 1, 1 << 30}) with("rows-in-strip-" + std::to_string(rows), TiffSurgery(whole.strips).set(0, TIFFTAG_ROWSPERSTRIP, rows));
}

void addKinds(Collection& to) {
    const WholeSlides& whole = to.whole();
    const auto with = [&](const std::string& name, const TiffSurgery& tiff, Fate fate = Fate::MayOpen) { to.add("kind-" + name, tiff, fate); };
    for (const std::uint64_t samples : {0, 1, 2, 5, 65535}) with(std::to_string(samples) + "-samples", TiffSurgery(whole.strips).set(0, TIFFTAG_SAMPLESPERPIXEL, samples));
    for (const std::uint64_t bits : {0, 1, 3, 7, 12, 24, 64, 65535}) with(std::to_string(bits) + "-bit", TiffSurgery(whole.strips).set(0, TIFFTAG_BITSPERSAMPLE, bits));
    for (const std::uint64_t format : {0, 3, 6, 99}) with("sample-format-" + std::to_string(format), TiffSurgery(whole.tiles).set(0, TIFFTAG_SAMPLEFORMAT, format));
    with("planes-of-kind-7", TiffSurgery(whole.strips).set(0, TIFFTAG_PLANARCONFIG, 7));
    with("planes-are-not-apart", TiffSurgery(whole.planar).set(0, TIFFTAG_PLANARCONFIG, 1));
    for (const std::uint64_t photometric : {3, 4, 5, 6, 8, 32803, 32844, 99})
        with("photometric-" + std::to_string(photometric), TiffSurgery(whole.strips).set(0, TIFFTAG_PHOTOMETRIC, photometric));
    with("palette-without-colours", TiffSurgery(whole.palette).rename(0, TIFFTAG_COLORMAP, 65000));
    with("palette-of-3-colours", TiffSurgery(whole.palette).setCount(0, TIFFTAG_COLORMAP, 3));
    with("palette-beyond-the-end", TiffSurgery(whole.palette).setValueBytes(0, TIFFTAG_COLORMAP, kNowhere));
    constexpr std::uint16_t kProfile = TIFFTAG_ICCPROFILE, kBytes = 7;
    with("profile-of-one-number", TiffSurgery(whole.strips).rename(0, TIFFTAG_PLANARCONFIG, kProfile));
    with("profile-of-4-gigabytes", TiffSurgery(whole.strips).rename(0, TIFFTAG_PLANARCONFIG, kProfile).setType(0, kProfile, kBytes).setCount(0, kProfile, 0xffffffff).setValueBytes(0, kProfile, 8));
    with("profile-of-pixels", TiffSurgery(whole.strips).rename(0, TIFFTAG_PLANARCONFIG, kProfile).setType(0, kProfile, kBytes).setCount(0, kProfile, 5000).setValueBytes(0, kProfile, 8));
    with("orientation-99", TiffSurgery(whole.strips).rename(0, TIFFTAG_PLANARCONFIG, TIFFTAG_ORIENTATION).set(0, TIFFTAG_ORIENTATION, 99));
}

void addCompressions(Collection& to) {
    const WholeSlides& whole = to.whole();
    for (const int code : {COMPRESSION_NONE, COMPRESSION_CCITTFAX4, COMPRESSION_LZW, COMPRESSION_OJPEG, COMPRESSION_JPEG, COMPRESSION_PACKBITS, COMPRESSION_THUNDERSCAN, COMPRESSION_PIXARLOG,
                           COMPRESSION_SGILOG, 33003, 33005, COMPRESSION_JP2000, COMPRESSION_LERC, COMPRESSION_LZMA, COMPRESSION_ZSTD, COMPRESSION_WEBP, 4711}) {
        to.add("lie-tiles-" + std::to_string(code), TiffSurgery(whole.tiles).set(0, TIFFTAG_COMPRESSION, static_cast<std::uint64_t>(code)));
        to.add("lie-strips-" + std::to_string(code), TiffSurgery(whole.oneStrip).set(0, TIFFTAG_COMPRESSION, static_cast<std::uint64_t>(code)));
    }
    for (const int code : {COMPRESSION_NONE, COMPRESSION_LZW, 33003, 33005, 4711})
        to.add("lie-aperio-" + std::to_string(code), ".svs", TiffSurgery(whole.aperio).set(0, TIFFTAG_COMPRESSION, static_cast<std::uint64_t>(code)).bytes());
    to.add("lie-jpeg-2000-is-deflate", TiffSurgery(whole.jpeg2000).set(0, TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE));
    to.add("lie-predictor-9", TiffSurgery(whole.tiles).rename(0, TIFFTAG_PLANARCONFIG, TIFFTAG_PREDICTOR).set(0, TIFFTAG_PREDICTOR, 9));
    to.add("lie-predictor-float", TiffSurgery(whole.tiles).rename(0, TIFFTAG_PLANARCONFIG, TIFFTAG_PREDICTOR).set(0, TIFFTAG_PREDICTOR, 3));

    // Streams in tiles that say more than the tile: 65,500 px, other numbers of components.
    const auto inTile = [&](const std::string& bytes, const std::string& marker, std::size_t behind, const std::string& with) {
        std::string changed = bytes;
        const TiffSurgery tiff(bytes);
        const auto begin = static_cast<std::size_t>(tiff.value(0, TIFFTAG_TILEOFFSETS, 0));
        const std::size_t at = changed.find(marker, begin);
        if (at == std::string::npos || at + behind + with.size() > changed.size()) throw std::runtime_error("no marker in the tile");
        return changed.replace(at + behind, with.size(), with);
    };
    using namespace std::string_literals;
    to.add("stream-jpeg-of-4-gigapixels", ".tif", inTile(whole.jpeg, "\xff\xc0", 5, "\xff\xdc\xff\xdc"s));
    to.add("stream-jpeg-of-one-component", ".tif", inTile(whole.jpeg, "\xff\xc0", 9, "\1"s));
    to.add("stream-jpeg-subsampled-otherwise", ".tif", inTile(whole.jpeg, "\xff\xc0", 11, "\x44"s));
    to.add("stream-aperio-jpeg-of-4-gigapixels", ".svs", inTile(whole.aperio, "\xff\xc0", 5, "\xff\xdc\xff\xdc"s));
    to.add("stream-jpeg-2000-of-4-gigapixels", ".tif", inTile(whole.jpeg2000, "\xff\x51", 6, "\0\0\xff\xdc\0\0\xff\xdc"s));
    to.add("stream-jpeg-2000-in-tiles-of-1-px", ".tif", inTile(whole.jpeg2000, "\xff\x51", 22, "\0\0\0\1\0\0\0\1"s));
    to.add("stream-jpeg-2000-of-16384-components", ".tif", inTile(whole.jpeg2000, "\xff\x51", 38, "\x40\0"s));
    to.add("stream-jpeg-2000-of-38-bit", ".tif", inTile(whole.jpeg2000, "\xff\x51", 40, "\x25"s));
    to.add("stream-of-zeros", ".tif", inTile(whole.tiles, "\x78", 0, std::string(64, '\0')));
    TiffSurgery tables(whole.jpeg);
    if (tables.has(0, TIFFTAG_JPEGTABLES)) {
        to.add("stream-jpeg-tables-beyond-the-end", TiffSurgery(tables).setValueBytes(0, TIFFTAG_JPEGTABLES, kNowhere));
        to.add("stream-jpeg-tables-of-4-gigabytes", TiffSurgery(tables).setCount(0, TIFFTAG_JPEGTABLES, 0xffffffff));
        to.add("stream-without-jpeg-tables", TiffSurgery(tables).rename(0, TIFFTAG_JPEGTABLES, 65000));
    }
}

void addCycles(Collection& to) {
    const auto loop = [&](const std::string& name, const std::string& extension, const std::string& bytes, std::size_t from, std::size_t back) {
        TiffSurgery tiff(bytes);
        const auto all = tiff.directories();
        tiff.setOffset(tiff.nextAt(all.at(from)), all.at(back));
        to.add("circle-" + name, extension, tiff.bytes());
    };
    loop("first-to-itself", ".tif", to.whole().strips, 0, 0);
    loop("last-to-first", ".tif", to.whole().strips, 1, 0);
    loop("big-last-to-itself", ".tif", to.whole().tiles, 1, 1);
    loop("aperio-last-to-first", ".svs", to.whole().aperio, 4, 0);
    loop("aperio-first-to-itself", ".svs", to.whole().aperio, 0, 0);
    const std::string& ome = to.whole().ome;
    to.add("circle-sub-image-is-its-parent", TiffSurgery(ome).set(0, TIFFTAG_SUBIFD, TiffSurgery(ome).directories().front()));
    to.add("circle-sub-image-beyond-the-end", TiffSurgery(ome).set(0, TIFFTAG_SUBIFD, kNowhere));
    to.add("circle-sub-image-in-the-header", TiffSurgery(ome).set(0, TIFFTAG_SUBIFD, 1));
    TiffSurgery many(ome);
    many.setCount(0, TIFFTAG_SUBIFD, 65535).setValueBytes(0, TIFFTAG_SUBIFD, 8);
    to.add("circle-65535-sub-images", many);
    // 20,000 directories of one entry, each leading to the next and the last one to the first.
    std::string chain("II*\0\10\0\0\0", 8);
    constexpr std::uint32_t kDirectory = 2 + 12 + 4, kDirectories = 20000;
    for (std::uint32_t i = 0; i < kDirectories; ++i) {
        const std::uint32_t next = i + 1 == kDirectories ? 8 : 8 + (i + 1) * kDirectory;
        chain += std::string("\1\0\0\1\3\0\1\0\0\0\20\0\0\0", 14) + std::string(reinterpret_cast<const char*>(&next), 4);
    }
    to.add("circle-of-20000-directories", ".tif", chain, Fate::Refused);
}

void addOme(Collection& to) {
    const auto with = [&](const std::string& name, const std::string& description) {
        const fs::path path = to.place("ome-" + name, ".ome.tif", Fate::MayOpen);
        ::testing::writePages(path, {{.width = 200, .height = 150, .compression = COMPRESSION_LZW, .description = description}});
    };
    const auto image = [](const std::string& pixels, const std::string& inside) {
        return R"(<?xml version="1.0"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"><Image><Pixels Type="uint8" )" + pixels + ">" + inside + "</Pixels></Image></OME>";
    };
    const std::string size = R"(SizeX="200" SizeY="150" DimensionOrder="XYCZT" )", one = R"(<Channel SamplesPerPixel="3"/><TiffData IFD="0" PlaneCount="1"/>)";
    with("cut-off", image(size, one).substr(0, 150));
    with("nothing-but-the-root", R"(<?xml version="1.0"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"/>)");
    with("two-billion-channels", image(size + R"(SizeC="2000000000" SizeZ="2000000000" SizeT="2000000000")", one));
    with("negative-sizes", image(R"(SizeX="-200" SizeY="-150" SizeC="-3" SizeZ="-1" SizeT="-1" DimensionOrder="XYCZT")", one));
    with("sizes-that-are-words", image(R"(SizeX="wide" SizeY="high" SizeC="some" SizeZ="" SizeT="1e99" DimensionOrder="XYCZT")", one));
    with("of-another-size", image(R"(SizeX="100000" SizeY="100000" SizeC="3" SizeZ="1" SizeT="1" DimensionOrder="XYCZT")", one));
    with("order-of-other-letters", image(R"(SizeX="200" SizeY="150" SizeC="3" SizeZ="1" SizeT="1" DimensionOrder="QWERT")", one));
    with("directory-beyond-the-end", image(size + R"(SizeC="3" SizeZ="1" SizeT="1")", R"(<Channel SamplesPerPixel="3"/><TiffData IFD="4000000000" PlaneCount="4000000000"/>)"));
    with("planes-of-another-file", image(size + R"(SizeC="3" SizeZ="1" SizeT="1")", R"(<TiffData IFD="0"><UUID FileName="/etc/passwd">urn:uuid:7</UUID></TiffData>)"));
    with("scale-that-is-no-number", image(size + R"(SizeC="3" SizeZ="1" SizeT="1" PhysicalSizeX="nan" PhysicalSizeY="-inf")", one));
    with("entities-that-blow-up", R"(<?xml version="1.0"?><!DOCTYPE OME [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">]><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"><Image Name="&g;&g;&g;"/></OME>)");
    std::string nested;
    for (int i = 0; i < 20000; ++i) nested += "<a>";
    with("20000-elements-deep", R"(<?xml version="1.0"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06">)" + nested);
    with("bytes-that-are-no-text", "<?xml version=\"1.0\"?><OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\">\xff\xfe\xfd\x80<Image/></OME>");
}

/// What claims to be of a vendor.
void addVendors(Collection& to) {
    const auto tiff = [&](const std::string& name, const std::string& extension, const std::string& description, std::uint32_t tile) {
        const fs::path path = to.place("vendor-" + name, extension, Fate::MayOpen);
        ::testing::writePages(path, {{.width = 200, .height = 150, .compression = COMPRESSION_LZW, .tile = tile, .description = description}});
    };
    tiff("aperio-of-strips", ".svs", "Aperio Image Library v1.0\r\nnothing", 0);
    tiff("aperio-without-lines", ".svs", "Aperio", 64);
    tiff("aperio-with-numbers-that-are-none", ".svs", "Aperio Image Library\r\nx|MPP = nan|AppMag = -1e400|MPP = 0|||= =|", 64);
    tiff("leica-cut-off", ".scn", R"(<?xml version="1.0"?><scn xmlns="http://www.leica-microsystems.com/scn/2010/10/01"><collection)", 64);
    tiff("leica-of-nothing", ".scn", R"(<?xml version="1.0"?><scn xmlns="http://www.leica-microsystems.com/scn/2010/10/01"><collection sizeX="-1" sizeY="0"/></scn>)", 64);
    tiff("philips-cut-off", ".tiff", R"(<?xml version="1.0"?><DataObject ObjectType="DPUfsImport"><Attribute Name="PIM_DP_)", 64);
    tiff("akoya-cut-off", ".qptiff", "<PerkinElmer-QPI-ImageDescription><Name>", 64);
    tiff("imagej-of-too-many", ".tif", "ImageJ=1.53\nimages=2000000000\nchannels=-7\nslices=999999999\n", 0);
    to.add("vendor-mirax-without-its-folder", ".mrxs", to.whole().jpg, Fate::Refused);
    const auto mirax = [&](const std::string& name, const std::string& slidedat) {
        const fs::path path = to.place("vendor-mirax-" + name, ".mrxs", Fate::Refused);
        fs::path inside = path;
        fs::create_directory(inside.replace_extension());
        std::ofstream(path, std::ios::binary) << to.whole().jpg;
        std::ofstream(inside / "Slidedat.ini", std::ios::binary) << slidedat;
    };
    mirax("of-nothing", "");
    mirax("of-too-many-images", "[GENERAL]\nSLIDE_VERSION=01.02\nSLIDE_ID=1\nIMAGENUMBER_X=2000000000\nIMAGENUMBER_Y=2000000000\nOBJECTIVE_MAGNIFICATION=20\nCameraImageDivisionsPerSide=1\n[HIERARCHICAL]\nHIER_COUNT=1\nNONHIER_COUNT=0\nINDEXFILE=i.dat\n[DATAFILE]\nFILE_COUNT=1\n");
    mirax("of-too-many-files", "[GENERAL]\nSLIDE_VERSION=01.02\nSLIDE_ID=1\nIMAGENUMBER_X=2\nIMAGENUMBER_Y=2\n[HIERARCHICAL]\nHIER_COUNT=2000000000\nNONHIER_COUNT=-5\n[DATAFILE]\nFILE_COUNT=2000000000\n");
    to.add("vendor-hamamatsu-without-its-files", ".vms", "[Virtual Microscope Specimen]\r\nNoLayers=1\r\nNoJpegColumns=1000000\r\nNoJpegRows=1000000\r\nImageFile=x.jpg\r\nMapFile=y.jpg\r\n", Fate::Refused);
    to.add("vendor-hamamatsu-of-nonsense", ".vmu", "[Uncompressed Virtual Microscope Specimen]\nNoLayers=-1\n\xff\xfe\n", Fate::Refused);
    TiffSurgery ndpi(to.whole().strips);
    ndpi.rename(0, TIFFTAG_PLANARCONFIG, 65420);
    to.add("vendor-hamamatsu-tiff", ".ndpi", ndpi.bytes());
}

std::uint32_t crcOf(const std::string& bytes) {
    std::uint32_t crc = ~std::uint32_t{0};
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) crc = crc & 1 ? 0xedb88320U ^ (crc >> 1) : crc >> 1;
    }
    return ~crc;
}

std::string bigEndian(std::uint32_t value) {
    return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8), static_cast<char>(value)};
}

void addPictures(Collection& to) {
    const auto png = [&](const std::string& name, std::uint32_t width, std::uint32_t height, Fate fate) {
        std::string bytes = to.whole().png;
        bytes.replace(16, 8, bigEndian(width) + bigEndian(height));
        bytes.replace(29, 4, bigEndian(crcOf(bytes.substr(12, 17))));   // the lie is a consistent one
        to.add("picture-png-" + name, ".png", bytes, fate);
    };
    png("of-nothing", 0, 0, Fate::Refused);
    png("of-900-megapixels", 30000, 30000, Fate::Refused);
    png("of-4-exapixels", 0x7fffffff, 0x7fffffff, Fate::Refused);
    png("of-one-long-row", 0x7fffffff, 1, Fate::Refused);
    png("of-the-double-height", 200, 300, Fate::MayOpen);
    const auto jpg = [&](const std::string& name, std::uint32_t width, std::uint32_t height, Fate fate) {
        std::string bytes = to.whole().jpg;
        const std::size_t frame = bytes.find("\xff\xc0");
        bytes.replace(frame + 5, 4, bigEndian(height).substr(2) + bigEndian(width).substr(2));
        to.add("picture-jpg-" + name, ".jpg", bytes, fate);
    };
    jpg("of-nothing", 0, 0, Fate::Refused);
    jpg("of-900-megapixels", 30000, 30000, Fate::Refused);
    jpg("of-4-gigapixels", 65500, 65500, Fate::Refused);
    jpg("of-the-double-height", 200, 300, Fate::MayOpen);
}

void addOthers(Collection& to) {
    using namespace std::string_literals;
    to.add("other-empty", ".svs", "", Fate::Refused);
    to.add("other-one-byte", ".svs", "I", Fate::Refused);
    to.add("other-text", ".svs", "this is not a slide\n", Fate::Refused);
    to.add("other-text", ".tif", "this is not a slide\n", Fate::Refused);
    to.add("other-zip", ".svs", "PK\3\4"s + std::string(500, '\1'), Fate::Refused);
    to.add("other-zeros", ".svs", std::string(4096, '\0'), Fate::Refused);
    to.add("other-dicom-preamble", ".dcm", std::string(128, '\0') + "DICM" + std::string(200, '\2'), Fate::Refused);
    to.add("other-sqlite", ".svslide", "SQLite format 3\0"s + std::string(500, '\3'), Fate::Refused);
    std::mt19937 random(7);
    std::string noise(5000, '\0');
    for (char& c : noise) c = static_cast<char>(random());
    to.add("other-noise", ".svs", noise, Fate::Refused);
    fs::create_directory(to.place("other-folder", ".svs", Fate::Refused));
    fs::create_symlink("other-loop.svs", to.place("other-loop", ".svs", Fate::Refused));
    fs::create_symlink("/dev/zero", to.place("other-endless", ".svs", Fate::Refused));
    if (mkfifo(to.place("other-pipe", ".svs", Fate::Refused).c_str(), 0600) != 0) throw std::runtime_error("cannot make a pipe");
    to.place("other-missing", ".svs", Fate::Refused);
}

}  // namespace

std::vector<DamagedSlide> makeDamagedSlides(const fs::path& folder) {
    Collection all(folder);
    for (const auto addSome : {addCut, addHeaders, addPlaces, addSizes, addKinds, addCompressions, addCycles, addOme, addVendors, addPictures, addOthers}) addSome(all);
    return all.take();
}

}  // namespace bowman::test
