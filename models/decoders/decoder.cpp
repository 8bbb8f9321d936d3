#include "models/decoders/decoder.h"

#include "models/decoders/fcn.h"
#include "models/decoders/linknet.h"
#include "models/decoders/unet.h"

namespace bowman {
namespace {

template <LinkNetForm form>
std::shared_ptr<Decoder> linkNet(const DecoderSpec& spec) {
    return std::make_shared<LinkNetDecoder>(spec.channels, form);
}

std::shared_ptr<Decoder> unet(const DecoderSpec& spec) { return std::make_shared<UNetDecoder>(spec.channels, spec.endsInPooling); }

template <int stride>
std::shared_ptr<Decoder> fcn(const DecoderSpec& spec) {
    return std::make_shared<FcnDecoder>(spec, stride);
}

struct Entry {
    const char* name;
    std::shared_ptr<Decoder> (*create)(const DecoderSpec&);
};

constexpr Entry kDecoders[] = {{"linknet-smp", linkNet<LinkNetForm::Smp>}, {"linknet-paper", linkNet<LinkNetForm::Paper>},
                               {"unet", unet}, {"fcn32", fcn<32>}, {"fcn16", fcn<16>}, {"fcn8", fcn<8>}};

}  // namespace

Result<std::shared_ptr<Decoder>> createDecoder(const DecoderSpec& spec) {
    std::string known;
    for (const Entry& entry : kDecoders) {
        if (spec.name == entry.name) return entry.create(spec);
        known += (known.empty() ? "" : ", ") + std::string(entry.name);
    }
    return Error{"no such decoder", "", "\"" + spec.name + "\"; there are " + known};
}

std::vector<std::string> decoderNames() {
    std::vector<std::string> names;
    for (const Entry& entry : kDecoders) names.emplace_back(entry.name);
    return names;
}

}  // namespace bowman
