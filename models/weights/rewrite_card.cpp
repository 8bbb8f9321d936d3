#include "models/weights/rewrite_card.h"

#include <nlohmann/json.hpp>

namespace bowman {

Result<void> rewriteCard(const std::filesystem::path& model, const std::filesystem::path& target, const ModelCard& card,
                         StoredPrecision precision) {
    const auto file = SafetensorsFile::read(model);
    if (!file) return file.error();
    std::vector<NamedFloats> tensors;
    for (const auto& [name, stored] : file->header().tensors) {
        auto values = file->floats(name);
        if (!values) return values.error();
        tensors.push_back({name, stored.shape, std::move(*values), precision});
    }
    std::map<std::string, std::string> metadata = file->header().metadata;
    metadata["bowman"] = toJson(card).dump();
    return writeSafetensors(target, std::move(tensors), metadata);
}

}  // namespace bowman
