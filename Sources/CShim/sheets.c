// See picture.h. A row is built in stretches over which the same sheets show: the topmost sheet that is opaque there is
// copied, what lies above it is laid over, what lies below it is never looked at. All arithmetic is in whole numbers
// with stated rounding, so that every machine draws the same bytes:
//
//   between two pixels   (p * (128 - f) + q * f + 64) >> 7, downwards first, then across
//   a sheet's alpha      s * alpha >> 8
//   one over another     s + d * (255 - alpha of s) / 255, rounded, at most 255
#include "CShim.h"
#include "wide.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/// What a block holds. Where it has light and nothing that covers, what is below stays and colours add up.
enum { EMPTY = 0, OPAQUE = 1, LIGHT = 2, MIXED = 3 };
/// Sheets that are laid at once, blocks of a row that are looked at together, and blocks of the longest stretch.
enum { MOST = 64, WINDOW = 64, LONGEST = 8 };
/// Most pixels of a sheet that one stretch may take, and a few that are read and not used.
enum { REACH = 8 * LONGEST * RS_BLOCK + 32 };

static int32_t blocks_across(int32_t width) { return (width + RS_BLOCK - 1) / RS_BLOCK; }

int32_t rs_blocks(int32_t width, int32_t height) {
  return blocks_across(width) * ((height + RS_STRIPE - 1) / RS_STRIPE);
}

static uint8_t kind_of_block(const uint32_t *pixels, int32_t width, int32_t across, int32_t down) {
  uint32_t any = 0, all = 0xffffffff;
  for (int32_t y = 0; y < down; y++, pixels += width) {
    for (int32_t x = 0; x < across; x++) {
      any |= pixels[x];
      all &= pixels[x];
    }
  }
  return any == 0 ? EMPTY : any >> 24 == 0 ? LIGHT : all >> 24 == 255 ? OPAQUE : MIXED;
}

void rs_find_kinds(const uint32_t *pixels, int32_t width, int32_t height, uint8_t *kinds) {
  for (int32_t y = 0; y < height; y += RS_STRIPE, pixels += (size_t)width * RS_STRIPE) {
    int32_t down = height - y < RS_STRIPE ? height - y : RS_STRIPE;
    for (int32_t x = 0; x < width; x += RS_BLOCK) {
      *kinds++ = kind_of_block(pixels + x, width, width - x < RS_BLOCK ? width - x : RS_BLOCK, down);
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

/// Where a sheet lies for one row of the frame, and what it holds in each block of the frame's row that is looked at.
struct row {
  const struct rs_sheet *sheet;
  const uint32_t *upper, *lower;
  const uint8_t *upper_kinds, *lower_kinds;
  uint32_t down;
  uint8_t kinds[WINDOW];
  bool is_known;
};

/// How a stretch comes onto the frame.
enum how { COPY, OVER, ADD };

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

/// `count` pixels of a sheet's row between its rows, from `first` on, shifted.
WIDE INLINE void fall_row(uint32_t *line, const struct row *row, int64_t first, int64_t count) {
  const __m256i weights = _mm256_set1_epi16((short)(128 - row->down + (row->down << 8)));
  const struct rs_sheet *sheet = row->sheet;
  const uint32_t *p = row->upper + first, *q = row->lower + first;
  // Past the end of a row lies the next one; only past the last nothing may be read.
  int64_t room = sheet->pixels + (size_t)sheet->width * (size_t)sheet->height - q, i = 0;
  // The frame's next row wants the sheet's next one, which no processor guesses: it lies a row away.
  for (int64_t k = 0; k < count && k < room - sheet->width; k += 16) {
    _mm_prefetch((const char *)(q + sheet->width + k), _MM_HINT_T0);
  }
  for (; i < count && i + 8 <= room; i += 8) {
    __m256i a = _mm256_loadu_si256((const __m256i *)(p + i)), b = _mm256_loadu_si256((const __m256i *)(q + i));
    _mm256_storeu_si256((__m256i *)(line + i), fall(a, b, weights));
  }
  if (i >= count) return;
  uint32_t a[8] = {0}, b[8] = {0};
  memcpy(a, p + i, (size_t)(count - i) * 4);
  memcpy(b, q + i, (size_t)(count - i) * 4);
  _mm256_storeu_si256((__m256i *)(line + i),
                      fall(_mm256_loadu_si256((__m256i *)a), _mm256_loadu_si256((__m256i *)b), weights));
}

/// Two times four pixels of the frame, 16 bits a channel, in the order in which bytes unpack: 0 1 4 5 and 2 3 6 7.
struct eight {
  __m256i low, high;
};

/// Eight pixels of the frame from `line` (which is shifted), at `places` (65536ths) after `first`.
WIDE INLINE struct eight across(const uint32_t *first, __m256i places, bool near) {
  const __m256i lift = _mm256_set1_epi16(16384 + 64), sides = _mm256_set1_epi16(0x01ff);
  const __m256i spread = _mm256_setr_epi8(0, 0, 0, 0, 4, 4, 4, 4, 8, 8, 8, 8, 12, 12, 12, 12, 0, 0, 0, 0, 4, 4, 4, 4, 8,
                                          8, 8, 8, 12, 12, 12, 12);
  __m256i index = _mm256_srli_epi32(places, 16), p, q;
  if (near) {
    // The eight lie next to each other, some of them twice.
    p = _mm256_permutevar8x32_epi32(_mm256_loadu_si256((const __m256i *)first), index);
    q = _mm256_permutevar8x32_epi32(_mm256_loadu_si256((const __m256i *)(first + 1)), index);
  } else {
    p = _mm256_i32gather_epi32((const int *)first, index, 4);
    q = _mm256_i32gather_epi32((const int *)first + 1, index, 4);
  }
  // Weight of the left pixel in the lower byte, of the right one above it, once for each two channels.
  __m256i f = _mm256_and_si256(_mm256_srli_epi32(places, 9), _mm256_set1_epi32(127));
  __m256i w = _mm256_sign_epi8(_mm256_shuffle_epi8(f, spread), sides);
  w = _mm256_add_epi8(w, _mm256_set1_epi16(128));
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
  // (t + t / 256) / 256
  return _mm256_add_epi16(s, _mm256_mulhi_epu16(t, _mm256_set1_epi16(257)));
}

/// Lays `count` pixels, a multiple of eight, from `line` (shifted): the first at `at`, in 65536ths, and every `step`.
WIDE INLINE void lay_line(uint32_t *out, int32_t count, const uint32_t *line, int32_t at, int32_t step, int32_t alpha,
                          enum how how, bool fades, bool near) {
  const __m256i fade = _mm256_set1_epi16((short)alpha), zero = _mm256_setzero_si256();
  const __m256i steps =
      _mm256_mullo_epi32(_mm256_set1_epi32(step), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
  for (int32_t k = 0; k < count; k += 8, at += 8 * step) {
    __m256i *to = (__m256i *)(out + k);
    struct eight s = across(line + (at >> 16), _mm256_add_epi32(_mm256_set1_epi32(at & 65535), steps), near);
    if (fades) {
      s.low = _mm256_srli_epi16(_mm256_mullo_epi16(s.low, fade), 8);
      s.high = _mm256_srli_epi16(_mm256_mullo_epi16(s.high, fade), 8);
    }
    if (how == ADD) {
      _mm256_storeu_si256(to, _mm256_adds_epu8(_mm256_packus_epi16(s.low, s.high), _mm256_loadu_si256(to)));
      continue;
    }
    if (how == OVER) {
      __m256i under = _mm256_loadu_si256(to);
      s.low = over(s.low, _mm256_unpacklo_epi8(under, zero));
      s.high = over(s.high, _mm256_unpackhi_epi8(under, zero));
    }
    _mm256_storeu_si256(to, _mm256_packus_epi16(s.low, s.high));
  }
}

WIDE INLINE void lay_faded(uint32_t *out, int32_t count, const uint32_t *line, int32_t at, const struct rs_sheet *sheet,
                           enum how how, bool fades) {
  int32_t step = (int32_t)sheet->step;
  if (step <= 65536) {
    lay_line(out, count, line, at, step, sheet->alpha, how, fades, true);
  } else {
    lay_line(out, count, line, at, step, sheet->alpha, how, fades, false);
  }
}

WIDE INLINE void lay_as(uint32_t *out, int32_t count, const uint32_t *line, int32_t at, const struct rs_sheet *sheet,
                        enum how how) {
  if (sheet->alpha == 256) {
    lay_faded(out, count, line, at, sheet, how, false);
  } else {
    lay_faded(out, count, line, at, sheet, how, true);
  }
}

/// How many of `count` pixels from `at` on lie before the picture's first, and how many at its last or beyond.
static void find_edges(const struct rs_sheet *sheet, int64_t at, int32_t count, int32_t *before, int32_t *beyond) {
  int64_t last = (int64_t)(sheet->width - 1) << 16;
  *before = *beyond = 0;
  if (at < 0) {
    int64_t lacking = (-at + sheet->step - 1) / sheet->step;
    *before = lacking < count ? (int32_t)lacking : count;
  }
  if (at + sheet->step * (count - 1) >= last) {
    int64_t inside = at >= last ? 0 : (last - at + sheet->step - 1) / sheet->step;
    *beyond = inside < count ? count - (int32_t)inside : 0;
  }
  if (*before + *beyond > count) *beyond = count - *before;
}

WIDE static void lay_wide(uint32_t *out, int32_t x, int32_t count, const struct rs_sheet *sheet, const struct row *row,
                          enum how how) {
  int32_t before, beyond;
  find_edges(sheet, sheet->x + sheet->step * x, count, &before, &beyond);
  int32_t whole = (count - before - beyond) & ~7;
  int64_t at = sheet->x + sheet->step * (x + before), first = at >> 16;
  int64_t past = ((at + sheet->step * (whole - 1)) >> 16) + 2;
  if (whole <= 0 || past - first > REACH - 16) {
    lay_plain(out, x, count, sheet, row, how == COPY);
    return;
  }
  uint32_t line[REACH];
  fall_row(line, row, first, past - first);
  uint32_t *to = out + before;
  int32_t from = (int32_t)(at - (first << 16));
  switch (how) {
  case COPY: lay_as(to, whole, line, from, sheet, COPY); break;
  case OVER: lay_as(to, whole, line, from, sheet, OVER); break;
  case ADD: lay_as(to, whole, line, from, sheet, ADD); break;
  }
  if (before > 0) lay_plain(out, x, before, sheet, row, how == COPY);
  int32_t done = before + whole;
  if (done < count) lay_plain(out + done, x + done, count - done, sheet, row, how == COPY);
}
#endif

// ---- Many sheets

/// What the sheet holds from its pixel `first` to `last`, both counted from 0 and perhaps beyond its ends.
INLINE int kind_of(const struct row *row, int64_t first, int64_t last) {
  uint32_t block = clamped(first, row->sheet->width) / RS_BLOCK, end = clamped(last, row->sheet->width) / RS_BLOCK;
  uint8_t any = 0, all = MIXED;
  for (; block <= end; block++) {
    any |= row->upper_kinds[block] | row->lower_kinds[block];
    all &= row->upper_kinds[block] & row->lower_kinds[block];
  }
  return any == OPAQUE && all != OPAQUE ? MIXED : any;
}

/// Looks at the blocks of a row of the frame from `x` up to, not with, `end`.
static void find_blocks(struct row *row, int32_t x, int32_t end) {
  const struct rs_sheet *sheet = row->sheet;
  for (int n = 0; x < end; n++, x += RS_BLOCK) {
    int32_t past = end < x + RS_BLOCK ? end : x + RS_BLOCK;
    int32_t from = sheet->left > x ? sheet->left : x, to = sheet->right < past ? sheet->right : past;
    int64_t at = sheet->x + sheet->step * from;
    int kind = from < to ? kind_of(row, at >> 16, ((at + sheet->step * (to - 1 - from)) >> 16) + 1) : EMPTY;
    // Only what covers the whole block hides what is below.
    row->kinds[n] = (uint8_t)(kind == OPAQUE && (sheet->alpha != 256 || to - from < past - x) ? MIXED : kind);
  }
}

/// Goes on to the row `y` of the frame; false where nothing of the sheet lies on it.
static bool find_row(struct row *row, int32_t y) {
  const struct rs_sheet *sheet = row->sheet;
  if (y < sheet->top || y >= sheet->bottom || sheet->alpha <= 0) return false;
  int64_t at = sheet->y + sheet->step * y;
  size_t upper = clamped(at >> 16, sheet->height), lower = clamped((at >> 16) + 1, sheet->height);
  row->down = at_16(at);
  row->upper = sheet->pixels + upper * (size_t)sheet->width;
  row->lower = sheet->pixels + lower * (size_t)sheet->width;
  size_t blocks = (size_t)blocks_across(sheet->width);
  const uint8_t *above = sheet->kinds + upper / RS_STRIPE * blocks, *below = sheet->kinds + lower / RS_STRIPE * blocks;
  // Most rows of the frame lie in the same blocks as the one before.
  row->is_known = row->is_known && above == row->upper_kinds && below == row->lower_kinds;
  row->upper_kinds = above;
  row->lower_kinds = below;
  return true;
}

/// The sheets that show in one block, a bit each, and whether the lowest of them covers all that is below it.
struct shown {
  uint64_t sheets;
  bool covers;
};

static struct shown shown_in(struct row *const *rows, int number, int block) {
  struct shown shown = {0, false};
  for (int n = number - 1; n >= 0; n--) {
    uint8_t kind = rows[n]->kinds[block];
    if (kind != EMPTY) shown.sheets |= 1ull << n;
    if (kind != OPAQUE) continue;
    shown.covers = true;
    break;
  }
  return shown;
}

/// Blocks next to each other in which the same sheets show: `count` pixels at `x`.
struct stretch {
  int32_t x, count;
  int block, blocks;
  struct shown shown;
};

/// A window of a row of the frame: the sheets that it meets, and its stretches.
struct window {
  struct row *rows[MOST];
  int number, count;
  struct stretch stretches[WINDOW];
};

static void lay_stretch(uint32_t *out, const struct stretch *stretch, struct row *const *rows, bool covers, bool wide) {
  int32_t x = stretch->x, count = stretch->count;
  if (!stretch->shown.covers && covers) {
    for (int32_t i = 0; i < count; i++) out[i] = 0xff000000;
  }
  bool copies = stretch->shown.covers;
  for (uint64_t left = stretch->shown.sheets; left; left &= left - 1, copies = false) {
    const struct row *row = rows[__builtin_ctzll(left)];
    const struct rs_sheet *sheet = row->sheet;
    int32_t from = sheet->left > x ? sheet->left : x;
    int32_t to = sheet->right < x + count ? sheet->right : x + count;
#if defined(__x86_64__)
    if (wide) {
      uint8_t any = 0;
      for (int n = stretch->block; n < stretch->block + stretch->blocks; n++) any |= row->kinds[n];
      lay_wide(out + (from - x), from, to - from, sheet, row, copies ? COPY : any == LIGHT ? ADD : OVER);
      continue;
    }
#endif
    (void)wide;
    lay_plain(out + (from - x), from, to - from, sheet, row, copies);
  }
}

/// Divides the window of a row from `x` up to, not with, `end` into stretches as long as the same sheets show.
static void divide(struct window *window, int32_t x, int32_t end) {
  for (int n = 0; n < window->number; n++) {
    if (!window->rows[n]->is_known) find_blocks(window->rows[n], x, end);
  }
  int blocks = (end - x + RS_BLOCK - 1) / RS_BLOCK, first = 0;
  struct shown shown = shown_in(window->rows, window->number, 0);
  window->count = 0;
  for (int block = 1; block <= blocks; block++) {
    struct shown next = block < blocks ? shown_in(window->rows, window->number, block) : (struct shown){0, false};
    bool same = block < blocks && next.sheets == shown.sheets && next.covers == shown.covers;
    if (same && block - first < LONGEST) continue;
    int32_t from = x + first * RS_BLOCK, to = block < blocks ? x + block * RS_BLOCK : end;
    window->stretches[window->count++] = (struct stretch){from, to - from, first, block - first, shown};
    first = block;
    shown = next;
  }
}

/// Finds the sheets that the row `y` of the frame meets; true where they are those of the row before, in the same blocks.
static bool find_rows(struct window *window, struct row *rows, int32_t count, int32_t y) {
  // Most sheets are low: a row meets a third of them.
  int number = 0;
  bool same = true;
  for (int32_t n = 0; n < count; n++) {
    if (!find_row(&rows[n], y)) continue;
    same = same && number < window->number && window->rows[number] == &rows[n] && rows[n].is_known;
    window->rows[number++] = &rows[n];
  }
  same = same && number == window->number;
  window->number = number;
  return same;
}

/// Lays at most MOST sheets.
static void lay_portion(uint32_t *frame, int32_t width, int32_t height, const struct rs_sheet *sheets, int32_t count,
                        bool covers, bool wide) {
  struct row rows[MOST];
  struct window window = {.number = -1};
  const int32_t step = WINDOW * RS_BLOCK;
  // What is known of a row is known of its only window.
  bool remembers = width <= step;
  for (int32_t n = 0; n < count; n++) rows[n] = (struct row){.sheet = &sheets[n]};
  for (int32_t y = 0; y < height; y++) {
    bool same = find_rows(&window, rows, count, y);
    if (window.number == 0 && !covers) continue;
    uint32_t *line = frame + (size_t)y * (size_t)width;
    for (int32_t x = 0; x < width; x += step) {
      if (!same || !remembers) divide(&window, x, width - x < step ? width : x + step);
      for (int n = 0; n < window.count; n++) {
        lay_stretch(line + window.stretches[n].x, &window.stretches[n], window.rows, covers, wide);
      }
    }
    for (int n = 0; n < window.number; n++) window.rows[n]->is_known = remembers;
  }
}

void rs_lay_sheets(uint32_t *frame, int32_t width, int32_t height, const struct rs_sheet *sheets, int32_t count,
                   bool covers, bool plain) {
  // More than MOST at once: in portions, of which only the first covers.
  for (int32_t done = 0; done < count || (covers && done == 0); done += MOST) {
    int32_t portion = count - done < MOST ? count - done : MOST;
    lay_portion(frame, width, height, sheets + done, portion, covers && done == 0, is_wide(plain));
  }
}
