// See picture.h. The last pass over a frame: shadow, grain and veil on each channel, and, for the encoder, from RGB to
// limited BT.709 with half the colour each way. All arithmetic is in whole numbers with stated rounding, so that every
// machine draws the same bytes.
#include "CShim.h"
#include "wide.h"

#include <stddef.h>
#include <stdlib.h>

INLINE uint32_t by_255(uint32_t t) {
  t += 128;
  return (t + (t >> 8)) >> 8;
}

static const uint8_t *grain_of_row(const struct rs_finish *finish, int32_t y) {
  uint64_t z = finish->seed + (uint64_t)(y + 1) * 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return finish->grain + (z >> 48);
}

/// One channel of one pixel: shadow, grain, veil.
INLINE int32_t finished(uint32_t c, uint32_t shade, uint32_t dark, uint32_t grain, uint32_t veil, uint32_t alpha) {
  uint32_t v = by_255(c * (255 - shade) + dark * shade) + grain;
  v = v > 255 ? 255 : v;
  return (int32_t)((v * (256 - alpha) + veil * alpha) >> 8);
}

INLINE void finish_row(const uint32_t *in, int32_t width, const struct rs_finish *f, const uint8_t *shade,
                       const uint8_t *grain, int16_t *restrict r, int16_t *restrict g, int16_t *restrict b) {
  uint32_t dr = f->dark >> 16 & 255, dg = f->dark >> 8 & 255, db = f->dark & 255, alpha = (uint32_t)f->veil_alpha;
  uint32_t vr = f->veil >> 16 & 255, vg = f->veil >> 8 & 255, vb = f->veil & 255;
  for (int32_t x = 0; x < width; x++) {
    r[x] = (int16_t)finished(in[x] >> 16 & 255, shade[x], dr, grain[x], vr, alpha);
    g[x] = (int16_t)finished(in[x] >> 8 & 255, shade[x], dg, grain[x], vg, alpha);
    b[x] = (int16_t)finished(in[x] & 255, shade[x], db, grain[x], vb, alpha);
  }
}

INLINE void luma_row(const int16_t *r, const int16_t *g, const int16_t *b, int32_t width, uint8_t *restrict out) {
  for (int32_t x = 0; x < width; x++) {
    out[x] = (uint8_t)((5983 * r[x] + 20127 * g[x] + 2032 * b[x] + (16 << 15) + (1 << 14)) >> 15);
  }
}

/// Two rows become one: above and below weigh the same; across, the left of two pixels as much as its neighbours.
INLINE void halve(const int16_t *restrict a, const int16_t *restrict b, int32_t width, int16_t *restrict sums,
                  int16_t *restrict out) {
  // One before the first and one past the last repeat them.
  for (int32_t x = 0; x < width; x++) sums[x + 1] = (int16_t)(a[x] + b[x]);
  sums[0] = sums[1];
  for (int32_t x = 0; x < width / 2; x++) {
    out[x] = (int16_t)(sums[2 * x] + 2 * sums[2 * x + 1] + sums[2 * x + 2]);
  }
}

INLINE void chroma_row(const int16_t *r, const int16_t *g, const int16_t *b, int32_t count, uint8_t *restrict u,
                       uint8_t *restrict v) {
  // The sums are eight times the mean.
  for (int32_t x = 0; x < count; x++) {
    u[x] = (uint8_t)((-3298 * r[x] - 11094 * g[x] + 14392 * b[x] + (128 << 18) + (1 << 17)) >> 18);
    v[x] = (uint8_t)((14392 * r[x] - 13072 * g[x] - 1320 * b[x] + (128 << 18) + (1 << 17)) >> 18);
  }
}

INLINE void film(const uint32_t *frame, int32_t width, int32_t height, const struct rs_finish *f, uint8_t *out,
                 int16_t *lines) {
  size_t w = (size_t)width, size = w * (size_t)height;
  uint8_t *u = out + size, *v = u + size / 4;
  int16_t *rows[6], *half[3], *sums = lines + 8 * w + 64;
  for (int n = 0; n < 6; n++) rows[n] = lines + (size_t)n * w;
  for (int n = 0; n < 3; n++) half[n] = lines + 6 * w + (size_t)n * (w / 2);
  for (int32_t y = 0; y < height; y += 2) {
    for (int n = 0; n < 2; n++) {
      size_t at = (size_t)(y + n) * w;
      int16_t *r = rows[n], *g = rows[2 + n], *b = rows[4 + n];
      finish_row(frame + at, width, f, f->shade + at, grain_of_row(f, y + n), r, g, b);
      luma_row(r, g, b, width, out + at);
    }
    for (int n = 0; n < 3; n++) halve(rows[2 * n], rows[2 * n + 1], width, sums, half[n]);
    size_t at = (size_t)(y / 2) * (w / 2);
    chroma_row(half[0], half[1], half[2], width / 2, u + at, v + at);
  }
}

#if defined(__x86_64__)
WIDE static void film_wide(const uint32_t *frame, int32_t width, int32_t height, const struct rs_finish *f,
                           uint8_t *out, int16_t *lines) {
  film(frame, width, height, f, out, lines);
}
#endif

void rs_finish_film(const uint32_t *frame, int32_t width, int32_t height, const struct rs_finish *f, uint8_t *out,
                    bool plain) {
  // Six rows of channels, three half rows, one row of sums with a pixel more at each end.
  int16_t *lines = malloc((9 * (size_t)width + 128) * sizeof *lines);
  if (!lines) abort();
#if defined(__x86_64__)
  if (is_wide(plain)) {
    film_wide(frame, width, height, f, out, lines);
    free(lines);
    return;
  }
#endif
  (void)plain;
  film(frame, width, height, f, out, lines);
  free(lines);
}

void rs_finish_frame(uint32_t *frame, int32_t width, int32_t height, const struct rs_finish *f) {
  uint32_t alpha = (uint32_t)f->veil_alpha;
  for (int32_t y = 0; y < height; y++) {
    uint32_t *line = frame + (size_t)y * (size_t)width;
    const uint8_t *shade = f->shade + (size_t)y * (size_t)width, *grain = grain_of_row(f, y);
    for (int32_t x = 0; x < width; x++) {
      uint32_t whole = 0xff000000;
      for (int shift = 0; shift <= 16; shift += 8) {
        uint32_t channel = (uint32_t)finished(line[x] >> shift & 255, shade[x], f->dark >> shift & 255, grain[x],
                                              f->veil >> shift & 255, alpha);
        whole |= channel << shift;
      }
      line[x] = whole;
    }
  }
}
