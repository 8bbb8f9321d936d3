// The label formats that can be read, behind one interface and one list; a file is recognised by what is in it, never by
// its name. Pure but for reading the file; any thread. To add a format: one file, one line in label_reader.cpp.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/formats/labels.h"

namespace bowman {

class LabelReader {
public:
    virtual ~LabelReader() = default;
    virtual std::string_view name() const = 0;         ///< as on the command line: "geojson"
    virtual std::string_view title() const = 0;        ///< for people
    virtual std::string_view extensions() const = 0;   ///< of file dialogs: "*.geojson *.json"
    /// From the first 64 KiB of the file (all of it where it is shorter). Cheap; never fails.
    virtual bool recognises(std::string_view head) const = 0;
    /// The slides or images that a file has labels of, where its format may have several (LabelReadOptions::id chooses);
    /// empty where it has not. Blocks.
    virtual Result<std::vector<std::string>> ids(const std::filesystem::path&) const { return std::vector<std::string>{}; }
    /// Blocks. The error names the line or the path in the file, and why; nothing is half read.
    virtual Result<Labels> read(const std::filesystem::path& path, const LabelReadOptions& options) const = 0;
};

/// All formats; those that recognise more precisely come first.
const std::vector<const LabelReader*>& labelReaders();

/// Null when there is none of that name.
const LabelReader* findLabelReader(std::string_view name);

/// The first that recognises the file. The error lists the formats that are known.
Result<const LabelReader*> readerFor(const std::filesystem::path& path);

/// readerFor() and its read(), and what a provenance side-car of the file adds (provenance_file.h). Blocks.
Result<Labels> readLabels(const std::filesystem::path& path, const LabelReadOptions& options = {});

}  // namespace bowman
