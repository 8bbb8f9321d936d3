// The side-car of formats that cannot say where a label comes from: "labels.xml" gets "labels.xml.provenance.json". Pure;
// any thread.
#pragma once

#include <filesystem>
#include <string>

#include "core/formats/export_selection.h"

namespace bowman {

/// The name of the side-car beside `file`.
std::filesystem::path provenanceFileOf(const std::filesystem::path& file);

/// {"bowman": {version, slide alias, size, µm/px, quickhash}, "objects": [{number, uuid, class, state, source, model,
/// model SHA-256, threshold, who and when, seconds}]}; `number` is the place in the exported file, from 1: regions
/// first, then glomeruli. The same bytes for the same input.
std::string provenanceText(const SelectedSlide& slide);

}  // namespace bowman
