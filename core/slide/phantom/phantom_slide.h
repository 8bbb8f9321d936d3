// A phantom as a Slide that is drawn when it is read. Any thread.
#pragma once

#include <memory>

#include "core/slide/phantom/phantom_layout.h"
#include "core/slide/phantom/phantom_section.h"
#include "core/slide/phantom/phantom_stain.h"
#include "core/slide/slide.h"

namespace bowman::phantom {

class PhantomSlide : public Slide {
public:
    explicit PhantomSlide(const PhantomRequest& request);

    const SlideInfo& info() const override { return m_info; }
    Result<ImagePtr> readRegion(const LevelRegion& region) const override;
    Result<ImagePtr> readAssociatedImage(const std::string& name) const override;

private:
    Image draw(int level, const PixelRect& rect) const;

    const Layout m_layout;
    const Stain m_stain;
    SlideInfo m_info;
};

}  // namespace bowman::phantom
