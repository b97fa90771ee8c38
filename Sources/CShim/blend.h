// Premultiplied ARGB words, all four channels of one at once.
#pragma once
#include <stdint.h>

/// Both pairs of a pixel's channels times `by` 255ths, rounded.
static inline uint32_t scaled(uint32_t pixel, uint32_t by) {
  uint32_t even = (pixel & 0x00ff00ff) * by + 0x00800080, odd = (pixel >> 8 & 0x00ff00ff) * by + 0x00800080;
  even = (even + (even >> 8 & 0x00ff00ff)) >> 8 & 0x00ff00ff;
  odd = (odd + (odd >> 8 & 0x00ff00ff)) & 0xff00ff00;
  return even | odd;
}

/// Premultiplied colours that add up to at most white, because alpha does.
static inline uint32_t over(uint32_t upper, uint32_t lower) { return upper + scaled(lower, 255 - (upper >> 24)); }
