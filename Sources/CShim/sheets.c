// See picture.h. A row is built from left to right in stretches of RS_BLOCK pixels: the topmost sheet that is opaque
// there is copied, what lies above it is laid over, what lies below it is never looked at. All arithmetic is in whole
// numbers with stated rounding, so that every machine draws the same bytes:
//
//   between two pixels   (p * (128 - f) + q * f + 64) >> 7, downwards first, then across
//   a sheet's alpha      s * alpha >> 8
//   one over another     s + d * (255 - alpha of s) / 255, rounded, at most 255
#include "CShim.h"
#include "wide.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { EMPTY = 0, OPAQUE = 1, MIXED = 2 };
/// Most pixels of a sheet that one stretch of a row may take, and a few that are read and not used.
enum { REACH = 8 * RS_BLOCK + 32 };

int32_t rs_blocks(int32_t width) { return (width + RS_BLOCK - 1) / RS_BLOCK; }

void rs_find_kinds(const uint32_t *pixels, int32_t width, int32_t height, uint8_t *kinds) {
  for (int32_t y = 0; y < height; y++, pixels += width) {
    for (int32_t x = 0; x < width; x += RS_BLOCK) {
      int32_t count = width - x < RS_BLOCK ? width - x : RS_BLOCK;
      uint32_t any = 0, all = 0xffffffff;
      for (int32_t i = 0; i < count; i++) {
        any |= pixels[x + i];
        all &= pixels[x + i];
      }
      *kinds++ = any == 0 ? EMPTY : all >> 24 == 255 ? OPAQUE : MIXED;
    }
  }
}

// ---- One sheet on one stretch of a row

/// Both halves of a pixel at once: blue and red, or green and alpha.
INLINE uint32_t between(uint32_t p, uint32_t q, uint32_t f) {
  return ((p * (128 - f) + q * f + 0x00400040) >> 7) & 0x00ff00ff;
}

INLINE uint32_t blended(uint32_t s, uint32_t d, uint32_t rest) {
  uint32_t t = d * rest + 0x00800080;
  t = ((t + ((t >> 8) & 0x00ff00ff)) >> 8) & 0x00ff00ff;
  t += s;
  return (t | (((t >> 8) & 0x00010001) * 255)) & 0x00ff00ff;
}

INLINE uint32_t laid(uint32_t even, uint32_t odd, uint32_t under, uint32_t alpha, bool copies) {
  if (alpha != 256) {
    even = (even * alpha >> 8) & 0x00ff00ff;
    odd = (odd * alpha >> 8) & 0x00ff00ff;
  }
  if (copies) return even | odd << 8;
  uint32_t rest = 255 - (odd >> 16);
  return blended(even, under & 0x00ff00ff, rest) | blended(odd, (under >> 8) & 0x00ff00ff, rest) << 8;
}

INLINE uint32_t clamped(int64_t value, int32_t count) {
  return value < 0 ? 0 : value >= count ? (uint32_t)count - 1 : (uint32_t)value;
}

/// Where a sheet lies for one row of the frame.
struct row {
  const struct rs_sheet *sheet;
  const uint32_t *upper, *lower;
  const uint8_t *upper_kinds, *lower_kinds;
  uint32_t down;
};

INLINE uint32_t at_16(int64_t x) { return (uint32_t)((x >> 9) & 127); }

INLINE void lay_plain(uint32_t *out, int32_t x, int32_t count, const struct rs_sheet *sheet, const struct row *row,
                      bool copies) {
  int64_t at = sheet->x + sheet->step * x;
  for (int32_t i = 0; i < count; i++, at += sheet->step) {
    uint32_t a = clamped(at >> 16, sheet->width), b = clamped((at >> 16) + 1, sheet->width);
    uint32_t even[2], odd[2];
    for (int k = 0; k < 2; k++) {
      uint32_t p = row->upper[k ? b : a], q = row->lower[k ? b : a];
      even[k] = between(p & 0x00ff00ff, q & 0x00ff00ff, row->down);
      odd[k] = between((p >> 8) & 0x00ff00ff, (q >> 8) & 0x00ff00ff, row->down);
    }
    uint32_t f = at_16(at);
    out[i] = laid(between(even[0], even[1], f), between(odd[0], odd[1], f), out[i], (uint32_t)sheet->alpha, copies);
  }
}

#if defined(__x86_64__)
// The processor multiplies unsigned by signed bytes and adds neighbours. So pixels are shifted to -128..127, weights
// add up to 128, and what comes out is 16384 too small.

/// Eight pixels between two rows; the result is shifted, as `across` wants it.
WIDE INLINE __m256i fall(__m256i p, __m256i q, __m256i weights) {
  const __m256i shift = _mm256_set1_epi8((char)0x80), lift = _mm256_set1_epi16(16384 + 64);
  p = _mm256_xor_si256(p, shift);
  q = _mm256_xor_si256(q, shift);
  __m256i low = _mm256_maddubs_epi16(weights, _mm256_unpacklo_epi8(p, q));
  __m256i high = _mm256_maddubs_epi16(weights, _mm256_unpackhi_epi8(p, q));
  low = _mm256_srli_epi16(_mm256_add_epi16(low, lift), 7);
  high = _mm256_srli_epi16(_mm256_add_epi16(high, lift), 7);
  return _mm256_xor_si256(_mm256_packus_epi16(low, high), shift);
}

/// Two times four pixels of the frame, 16 bits a channel, in the order in which bytes unpack: 0 1 4 5 and 2 3 6 7.
struct eight {
  __m256i low, high;
};

/// Eight pixels of the frame from `line` (which is shifted), at `at` (65536ths) and every `step` after it.
WIDE INLINE struct eight across(const uint32_t *line, int32_t at, int32_t step) {
  const __m256i lift = _mm256_set1_epi16(16384 + 64);
  const __m256i count = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
  __m256i places = _mm256_add_epi32(_mm256_set1_epi32(at), _mm256_mullo_epi32(_mm256_set1_epi32(step), count));
  __m256i index = _mm256_srli_epi32(places, 16), p, q;
  if (step <= 65536) {
    // The eight lie next to each other, some of them twice.
    const uint32_t *first = line + (at >> 16);
    index = _mm256_sub_epi32(index, _mm256_set1_epi32(at >> 16));
    p = _mm256_permutevar8x32_epi32(_mm256_loadu_si256((const __m256i *)first), index);
    q = _mm256_permutevar8x32_epi32(_mm256_loadu_si256((const __m256i *)(first + 1)), index);
  } else {
    p = _mm256_i32gather_epi32((const int *)line, index, 4);
    q = _mm256_i32gather_epi32((const int *)line + 1, index, 4);
  }
  // Weight of the left pixel in the lower byte, of the right one above it, once for each two channels.
  __m256i f = _mm256_and_si256(_mm256_srli_epi32(places, 9), _mm256_set1_epi32(127));
  __m256i w = _mm256_add_epi32(_mm256_sub_epi32(_mm256_set1_epi32(128), f), _mm256_slli_epi32(f, 8));
  w = _mm256_or_si256(w, _mm256_slli_epi32(w, 16));
  struct eight out;
  out.low = _mm256_maddubs_epi16(_mm256_unpacklo_epi32(w, w), _mm256_unpacklo_epi8(p, q));
  out.high = _mm256_maddubs_epi16(_mm256_unpackhi_epi32(w, w), _mm256_unpackhi_epi8(p, q));
  out.low = _mm256_srli_epi16(_mm256_add_epi16(out.low, lift), 7);
  out.high = _mm256_srli_epi16(_mm256_add_epi16(out.high, lift), 7);
  return out;
}

/// `s` over `d`, four pixels of 16 bits a channel; up to 510, which packing brings down to 255.
WIDE INLINE __m256i over(__m256i s, __m256i d) {
  const __m256i alpha = _mm256_setr_epi8(6, 7, 6, 7, 6, 7, 6, 7, 14, 15, 14, 15, 14, 15, 14, 15, 6, 7, 6, 7, 6, 7, 6, 7,
                                         14, 15, 14, 15, 14, 15, 14, 15);
  __m256i rest = _mm256_sub_epi16(_mm256_set1_epi16(255), _mm256_shuffle_epi8(s, alpha));
  __m256i t = _mm256_add_epi16(_mm256_mullo_epi16(d, rest), _mm256_set1_epi16(128));
  t = _mm256_srli_epi16(_mm256_add_epi16(t, _mm256_srli_epi16(t, 8)), 8);
  return _mm256_add_epi16(s, t);
}

WIDE static void lay_wide(uint32_t *out, int32_t x, int32_t count, const struct rs_sheet *sheet, const struct row *row,
                          bool copies) {
  int64_t at = sheet->x + sheet->step * x;
  int64_t first = at >> 16, past = ((at + sheet->step * (count - 1)) >> 16) + 2;
  int32_t whole = count & ~7;
  if (whole == 0 || first < 0 || past > sheet->width || past - first > REACH - 16) {
    lay_plain(out, x, count, sheet, row, copies);
    return;
  }
  uint32_t line[REACH];
  const __m256i weights = _mm256_set1_epi16((short)(128 - row->down + (row->down << 8)));
  int64_t needed = past - first, i = 0;
  for (; i + 8 <= needed; i += 8) {
    __m256i p = _mm256_loadu_si256((const __m256i *)(row->upper + first + i));
    __m256i q = _mm256_loadu_si256((const __m256i *)(row->lower + first + i));
    _mm256_storeu_si256((__m256i *)(line + i), fall(p, q, weights));
  }
  if (i < needed) {
    uint32_t p[8] = {0}, q[8] = {0};
    memcpy(p, row->upper + first + i, (size_t)(needed - i) * 4);
    memcpy(q, row->lower + first + i, (size_t)(needed - i) * 4);
    _mm256_storeu_si256((__m256i *)(line + i),
                        fall(_mm256_loadu_si256((__m256i *)p), _mm256_loadu_si256((__m256i *)q), weights));
  }
  const __m256i alpha = _mm256_set1_epi16((short)sheet->alpha), zero = _mm256_setzero_si256();
  int32_t from = (int32_t)(at - (first << 16)), step = (int32_t)sheet->step;
  for (int32_t k = 0; k < whole; k += 8, from += 8 * step) {
    struct eight s = across(line, from, step);
    if (sheet->alpha != 256) {
      s.low = _mm256_srli_epi16(_mm256_mullo_epi16(s.low, alpha), 8);
      s.high = _mm256_srli_epi16(_mm256_mullo_epi16(s.high, alpha), 8);
    }
    if (!copies) {
      __m256i under = _mm256_loadu_si256((const __m256i *)(out + k));
      s.low = over(s.low, _mm256_unpacklo_epi8(under, zero));
      s.high = over(s.high, _mm256_unpackhi_epi8(under, zero));
    }
    _mm256_storeu_si256((__m256i *)(out + k), _mm256_packus_epi16(s.low, s.high));
  }
  if (whole < count) lay_plain(out + whole, x + whole, count - whole, sheet, row, copies);
}
#endif

// ---- Many sheets

INLINE int kind_of(const struct rs_sheet *sheet, const struct row *row, int32_t x, int32_t count) {
  int64_t at = sheet->x + sheet->step * x;
  uint32_t first = clamped(at >> 16, sheet->width) / RS_BLOCK;
  uint32_t last = clamped(((at + sheet->step * (count - 1)) >> 16) + 1, sheet->width) / RS_BLOCK;
  int kind = row->upper_kinds[first];
  for (uint32_t block = first; block <= last; block++) {
    if (row->upper_kinds[block] != kind || row->lower_kinds[block] != kind) return MIXED;
  }
  return kind;
}

/// False where nothing of the sheet lies on the row.
static bool find_row(const struct rs_sheet *sheet, int32_t y, struct row *row) {
  if (y < sheet->top || y >= sheet->bottom || sheet->alpha <= 0) return false;
  row->sheet = sheet;
  int64_t at = sheet->y + sheet->step * y;
  size_t upper = clamped(at >> 16, sheet->height), lower = clamped((at >> 16) + 1, sheet->height);
  size_t blocks = (size_t)rs_blocks(sheet->width);
  row->upper = sheet->pixels + upper * (size_t)sheet->width;
  row->lower = sheet->pixels + lower * (size_t)sheet->width;
  row->upper_kinds = sheet->kinds + upper * blocks;
  row->lower_kinds = sheet->kinds + lower * blocks;
  row->down = at_16(at);
  return true;
}

static void lay_stretch(uint32_t *out, int32_t x, int32_t count, const struct row *rows, int32_t number, bool covers,
                        bool wide) {
  bool shows[64];
  int32_t base = -1;
  for (int32_t n = number - 1; n >= 0 && base < 0; n--) {
    const struct rs_sheet *sheet = rows[n].sheet;
    shows[n] = false;
    int32_t from = sheet->left > x ? sheet->left : x;
    int32_t to = sheet->right < x + count ? sheet->right : x + count;
    if (from >= to) continue;
    int kind = kind_of(sheet, &rows[n], from, to - from);
    shows[n] = kind != EMPTY;
    if (kind == OPAQUE && sheet->alpha == 256 && to - from == count) base = n;
  }
  if (base < 0 && covers) {
    for (int32_t i = 0; i < count; i++) out[i] = 0xff000000;
  }
  for (int32_t n = base < 0 ? 0 : base; n < number; n++) {
    if (!shows[n]) continue;
    const struct rs_sheet *sheet = rows[n].sheet;
    int32_t from = sheet->left > x ? sheet->left : x;
    int32_t to = sheet->right < x + count ? sheet->right : x + count;
#if defined(__x86_64__)
    if (wide) {
      lay_wide(out + (from - x), from, to - from, sheet, &rows[n], n == base);
      continue;
    }
#endif
    (void)wide;
    lay_plain(out + (from - x), from, to - from, sheet, &rows[n], n == base);
  }
}

void rs_lay_sheets(uint32_t *frame, int32_t width, int32_t height, const struct rs_sheet *sheets, int32_t count,
                   bool covers, bool plain) {
  struct row rows[64];
  bool wide = is_wide(plain);
  // More than 64 at once: in portions, of which only the first covers.
  for (int32_t done = 0; done < count || (covers && done == 0); done += 64) {
    int32_t portion = count - done < 64 ? count - done : 64;
    for (int32_t y = 0; y < height; y++) {
      // Most sheets are low: a row meets a third of them.
      int32_t number = 0;
      for (int32_t n = 0; n < portion; n++) number += find_row(&sheets[done + n], y, &rows[number]);
      if (number == 0 && !(covers && done == 0)) continue;
      uint32_t *line = frame + (size_t)y * (size_t)width;
      for (int32_t x = 0; x < width; x += RS_BLOCK) {
        int32_t stretch = width - x < RS_BLOCK ? width - x : RS_BLOCK;
        lay_stretch(line + x, x, stretch, rows, number, covers && done == 0, wide);
      }
    }
  }
}
