// One opaque picture written as a PNG by libpng (http://www.libpng.org/pub/png/libpng-manual.txt), as one plain function: the
// library reports errors by longjmp, which may not cross Swift. Whoever needs a picture every second cannot wait for cairo's
// way, which packs a tenth smaller in five times the time.
#pragma once
#include <stdint.h>

/// Writes `pixels`, rows without gaps of 4 bytes (blue, green, red, any), to the file `descriptor` from where it stands.
///
/// Returns 0, or the errno of what failed.
int rs_png_write(int descriptor, const uint8_t *pixels, uint32_t width, uint32_t height);
