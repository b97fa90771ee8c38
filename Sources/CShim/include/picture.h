// The inner loops of the built-in artist: sheets laid over a frame, and the frame finished for the encoder. In C because
// only C can be compiled twice in one binary, for every x86-64 and for those with AVX2; both give the same bytes.
#pragma once
#include <stdbool.h>
#include <stdint.h>

/// Width and height in pixels of the blocks that ``rs_find_kinds`` tells apart: wide as one stretch of a row, and as low as
/// shapes with slanted edges want them.
#define RS_BLOCK 32
#define RS_STRIPE 8

/// A picture somewhere on a frame, larger or smaller than it was drawn. Pixels are premultiplied ARGB words, rows without
/// gaps; where alpha is less than its colours the sheet adds light.
struct rs_sheet {
  const uint32_t *pixels;
  /// One byte for each block (see ``rs_find_kinds``).
  const uint8_t *kinds;
  int32_t width, height;
  /// The pixels of the frame that are touched: from `left` and `top` up to, not with, `right` and `bottom`.
  int32_t left, top, right, bottom;
  /// Where the frame's pixel (0, 0) lies in the picture, and the distance to its neighbour, in 65536ths of a pixel.
  int64_t x, y, step;
  /// 0 (nothing) to 256 (as it was drawn).
  int32_t alpha;
};

/// What lies over a finished frame: shadow towards the edges, grain, one colour over all.
struct rs_finish {
  /// How dark each pixel of the frame becomes, 0 to 255; the colour it falls to.
  const uint8_t *shade;
  uint32_t dark;
  /// 65536 + `width` throws of what is added; each row of each frame begins somewhere else in them.
  const uint8_t *grain;
  uint64_t seed;
  /// A colour over the whole, 0 (none) to 256.
  uint32_t veil;
  int32_t veil_alpha;
};

/// Entries of a ramp of colours.
#define RS_RAMP 256

/// A figure that waits for its light: as cairo drew it, and what falls on it. Colours are premultiplied ARGB words.
struct rs_figure {
  const uint32_t *pixels;
  int32_t width, height;
  /// Shade that changes from the lit side to the far one, and shade that changes downwards; RS_RAMP entries each.
  const uint32_t *across, *down;
  /// Where pixel (0, 0) lies in the ramps, and how much further its neighbours, in 65536ths of an entry; beyond its ends
  /// a ramp goes on as it ends.
  int64_t across_at, across_right, across_down, down_at, down_step;
  /// The light along the edge, and the way to where there must be nothing of the figure for it to be seen, in 128ths of
  /// a pixel.
  uint32_t rim;
  int32_t rim_x, rim_y;
};

/// The upper end of a streak, in 65536ths of a pixel of the frame.
struct rs_streak {
  int32_t x, y;
};

/// What streaks that fall together have in common: how far down one reaches, how far it goes to the left on one pixel
/// down, its width across, all in 65536ths of a pixel, and its colour, a premultiplied ARGB word.
struct rs_fall {
  int32_t length, slant, width;
  uint32_t colour;
};

/// Blocks of a picture: as many across as cover its width, in as many rows as cover its height.
int32_t rs_blocks(int32_t width, int32_t height);
/// Tells for each block, row by row, whether it is empty (0), opaque (1), light without body (2) or anything else (3).
void rs_find_kinds(const uint32_t *pixels, int32_t width, int32_t height, uint8_t *kinds);
/// Lays `count` sheets over `frame` in their order. Where `covers` is set nothing of what the frame held shows through:
/// it is black where no sheet covers it. `plain` keeps to the code for every processor, so that a test can compare.
void rs_lay_sheets(uint32_t *frame, int32_t width, int32_t height, const struct rs_sheet *sheets, int32_t count,
                   bool covers, bool plain);
/// Lays the figure in its light over `sheet`, which has its size.
void rs_light_figure(const struct rs_figure *figure, uint32_t *sheet);
/// Lays straight streaks over `frame`; what of them lies beyond it is left out.
void rs_lay_streaks(uint32_t *frame, int32_t width, int32_t height, const struct rs_streak *streaks, int32_t count,
                    const struct rs_fall *fall);
/// Finishes `frame` in place.
void rs_finish_frame(uint32_t *frame, int32_t width, int32_t height, const struct rs_finish *finish);
/// Finishes `frame` (which stays as it is) into `out`: 4:2:0 planes, BT.709, 16 to 235, chroma in line with the left of
/// two pixels; width × height × 3/2 bytes, both even.
void rs_finish_film(const uint32_t *frame, int32_t width, int32_t height, const struct rs_finish *finish, uint8_t *out,
                    bool plain);
