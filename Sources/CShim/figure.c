// The light on a figure: see `rs_light_figure` in picture.h. One look at each pixel instead of eight passes of cairo
// over a box that is mostly empty. Plain code for every processor: only what the figure covers costs anything.
#include "blend.h"
#include "picture.h"

#include <stddef.h>

static inline uint32_t entry(const uint32_t *ramp, int64_t at) {
  return ramp[at < 0 ? 0 : at >= (int64_t)RS_RAMP << 16 ? RS_RAMP - 1 : at >> 16];
}

/// The shades of one row: from the lit side to the far one, and over it what belongs to the row.
static void shade_row(const struct rs_figure *f, int32_t y, uint32_t *shades) {
  uint32_t down = entry(f->down, f->down_at + f->down_step * y);
  for (int n = 0; n < RS_RAMP; n++) shades[n] = over(down, f->across[n]);
}

/// Where the rim of one row looks for the figure: two rows and the weights of four pixels.
struct towards_light {
  const uint32_t *upper, *lower;
  int32_t width, left;
  uint32_t across, down;
};

static struct towards_light look_from(const struct rs_figure *f, int32_t y) {
  int32_t top = y + (f->rim_y >> 7);
  size_t width = (size_t)f->width;
  struct towards_light to = {.width = f->width,
                             .left = f->rim_x >> 7,
                             .across = (uint32_t)f->rim_x & 127,
                             .down = (uint32_t)f->rim_y & 127};
  if (top >= 0 && top < f->height) to.upper = f->pixels + (size_t)top * width;
  if (top + 1 >= 0 && top + 1 < f->height) to.lower = f->pixels + (size_t)(top + 1) * width;
  return to;
}

static inline uint32_t alpha_at(const uint32_t *line, int32_t width, int32_t x) {
  return line && x >= 0 && x < width ? line[x] >> 24 : 0;
}

/// The figure's alpha towards the light from the pixel `x`.
static inline uint32_t alpha_towards(const struct towards_light *to, int32_t x) {
  int32_t left = x + to->left;
  uint32_t a = alpha_at(to->upper, to->width, left), b = alpha_at(to->upper, to->width, left + 1);
  uint32_t c = alpha_at(to->lower, to->width, left), d = alpha_at(to->lower, to->width, left + 1);
  if ((a & b & c & d) == 255) return 255;
  uint32_t upper = a * (128 - to->across) + b * to->across, lower = c * (128 - to->across) + d * to->across;
  return (upper * (128 - to->down) + lower * to->down + (1 << 13)) >> 14;
}

void rs_light_figure(const struct rs_figure *f, uint32_t *sheet) {
  const uint32_t *line = f->pixels;
  uint32_t shades[RS_RAMP];
  for (int32_t y = 0; y < f->height; y++, line += f->width, sheet += f->width) {
    shade_row(f, y, shades);
    struct towards_light to = look_from(f, y);
    int64_t across = f->across_at + f->across_down * y;
    for (int32_t x = 0; x < f->width; x++, across += f->across_right) {
      uint32_t alpha = line[x] >> 24, shade;
      if (alpha == 0) continue;
      // What is laid on the figure ends where the figure does.
      shade = entry(shades, across);
      uint32_t lit = (alpha == 255 ? shade : scaled(shade, alpha)) + scaled(line[x], 255 - (shade >> 24));
      uint32_t beyond = alpha_towards(&to, x);
      if (beyond < 255) lit = over(scaled(scaled(f->rim, alpha), 255 - beyond), lit);
      sheet[x] = alpha == 255 ? lit : over(lit, sheet[x]);
    }
  }
}
