// The side-car of formats that cannot say where a label comes from: "labels.xml" gets "labels.xml.provenance.json". It is
// found again when the labels are read. Any thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/formats/export_selection.h"
#include "core/formats/labels.h"

namespace bowman {

/// The name of the side-car beside `file`.
std::filesystem::path provenanceFileOf(const std::filesystem::path& file);

/// {"bowman": {version, slide alias, size, µm/px, quickhash, who signed the slide off, when and with which exception}, "objects": [{number, box, uuid, kind, class, state, source,
/// model, model SHA-256, threshold, who and when, seconds, note, fields of other programs}]}; `number` is the place in the
/// exported file, from 1: regions first, then glomeruli; `box` is [left, top, right, bottom] in the file's pixels (level 0,
/// less `origin`). Of several slides {"slides": [ … ]}. The same bytes for the same input.
std::string provenanceText(const std::vector<SelectedSlide>& slides, SlidePoint origin = {});

/// Writes it beside `file`, whole or not at all, and lists it in the report. Blocks.
Result<void> writeProvenanceFile(const std::filesystem::path& file, const std::vector<SelectedSlide>& slides, SlidePoint origin, ExportReport& report);

/// What the side-car of `file` says is given to the objects that it describes and of which the file itself says nothing
/// (source "import"): same kind, and boxes that share more than half of what both cover. The class is the file's, where its
/// format has classes. Without a side-car nothing happens; what is wrong with one is a warning, never an error. Of a
/// side-car of several slides, options.id says which. Blocks.
void readProvenanceFile(const std::filesystem::path& file, const LabelReadOptions& options, Labels& labels);

}  // namespace bowman
