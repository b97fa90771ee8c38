// Falling streaks: see `rs_lay_streaks` in picture.h. A streak covers a few thousand pixels of a frame that has millions;
// cairo makes one mask for all of them, as large as the frame.
#include "blend.h"
#include "picture.h"

#include <stddef.h>

enum { ONE = 1 << 16 };

/// How much of the pixel that begins at `at` lies between `from` and `to`, all in 65536ths of a pixel.
static inline int32_t overlap(int32_t at, int32_t from, int32_t to) {
  int32_t start = from > at ? from : at, end = to < at + ONE ? to : at + ONE;
  return end > start ? end - start : 0;
}

static void lay_row(uint32_t *line, int32_t width, int32_t from, int32_t to, int32_t covered, uint32_t colour) {
  int32_t first = from < 0 ? 0 : from >> 16, last = to >> 16;
  for (int32_t x = first; x <= last && x < width; x++) {
    int64_t share = (int64_t)covered * overlap(x << 16, from, to);
    line[x] = over(scaled(colour, (uint32_t)((share * 255 + (1LL << 31)) >> 32)), line[x]);
  }
}

void rs_lay_streaks(uint32_t *frame, int32_t width, int32_t height, const struct rs_streak *streaks, int32_t count,
                    const struct rs_fall *fall) {
  for (int32_t n = 0; n < count; n++) {
    int32_t top = streaks[n].y, end = top + fall->length;
    int32_t first = top < 0 ? 0 : top >> 16, last = end >> 16;
    for (int32_t y = first; y <= last && y < height; y++) {
      int64_t down = ((int64_t)y << 16) + ONE / 2 - top;
      int32_t middle = streaks[n].x - (int32_t)(down * fall->slant >> 16), half = fall->width / 2;
      if (middle + half < 0) continue;
      lay_row(frame + (size_t)y * (size_t)width, width, middle - half, middle + half, overlap(y << 16, top, end),
              fall->colour);
    }
  }
}
