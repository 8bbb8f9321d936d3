// The networks that the program brings, as the window wants them: the network library is loaded at the first call. Any thread.
#pragma once

#include "ui/controllers/networks.h"

namespace bowman {

ui::Networks shippedNetworks();

}  // namespace bowman
