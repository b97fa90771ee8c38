// See cpng.h.
#include "cpng.h"

#include <errno.h>
#include <png.h>
#include <setjmp.h>
#include <stdbool.h>
#include <unistd.h>

/// Where the bytes go, and why they went no further.
struct output {
  int descriptor, fault;
};

static void write_all(png_structp png, png_bytep bytes, size_t count) {
  struct output *out = png_get_io_ptr(png);
  while (count > 0) {
    ssize_t written = write(out->descriptor, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      out->fault = errno;
      png_error(png, "write");
    }
    bytes += written;
    count -= (size_t)written;
  }
}

static void flush_nothing(png_structp png) { (void)png; }
static void say_nothing(png_structp png, png_const_charp message) { (void)png, (void)message; }
static void give_up(png_structp png, png_const_charp message) {
  (void)message;
  png_longjmp(png, 1);
}

/// Fast and nearly as small as it gets: a drawn picture with grain is what the row above says.
static void describe(png_structp png, png_infop info, uint32_t width, uint32_t height) {
  png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_UP);
  png_set_compression_level(png, 1);
  png_write_info(png, info);
  png_set_bgr(png);
  png_set_filler(png, 0, PNG_FILLER_AFTER);
}

/// A function of its own, because what it changes must outlive the jump back into it.
static bool write_picture(png_structp png, png_infop info, const uint8_t *pixels, uint32_t width, uint32_t height) {
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  describe(png, info, width, height);
  for (uint32_t y = 0; y < height; y++) png_write_row(png, pixels + (size_t)y * width * 4);
  png_write_end(png, NULL);
  return true;
}

int rs_png_write(int descriptor, const uint8_t *pixels, uint32_t width, uint32_t height) {
  struct output out = {descriptor, 0};
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, give_up, say_nothing);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  if (!info) {
    png_destroy_write_struct(&png, NULL);
    return ENOMEM;
  }
  png_set_write_fn(png, &out, write_all, flush_nothing);
  bool done = write_picture(png, info, pixels, width, height);
  png_destroy_write_struct(&png, &info);
  return done ? 0 : out.fault ? out.fault : EINVAL;
}
