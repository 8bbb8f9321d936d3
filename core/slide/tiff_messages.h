// What libtiff would print on stderr (also when OpenSlide calls it). Any thread.
#pragma once

namespace bowman {

/// From the first call on libtiff's messages go to the log, at level debug: people get an Error that names file and place.
void sendTiffMessagesToLog();

}  // namespace bowman
