// What inner loops are written with: a loop is always inlined, so that the same lines are compiled twice, once for every
// processor and once for those with AVX2. Both give the same bytes.
#pragma once
#include <stdbool.h>

#if defined(__x86_64__)
#include <immintrin.h>
#define WIDE __attribute__((target("avx2")))
#endif

#define INLINE static inline __attribute__((always_inline))

/// Whether this processor takes the wide way; `plain` forbids it, for tests.
static inline bool is_wide(bool plain) {
#if defined(__x86_64__)
  return !plain && __builtin_cpu_supports("avx2");
#else
  (void)plain;
  return false;
#endif
}
