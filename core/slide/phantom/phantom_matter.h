// What the section is made of at a point, in terms of stain. A value; any thread.
#pragma once

namespace bowman::phantom {

struct Matter {
    float haematoxylin = 0;  ///< optical density in units of the stain vectors
    float pas = 0;
    float blood = 0;  ///< red cells' own colour

    // Nuclei whose centres may lie here.
    float nuclei = 0;         ///< chance that a candidate becomes one
    float nucleusRadius = 3;  ///< µm
    float nucleusAspect = 1.2F;
    float nucleusTone = 0.75F;
    float depth = 0;  ///< µm from the structure's surface: nuclei lie along its contours
};

}  // namespace bowman::phantom
