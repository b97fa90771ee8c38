// One HTTP exchange by libcurl (https://curl.se/libcurl/c/), as one plain function: the library's own are variadic, which
// Swift cannot call. No redirect is followed, no cookie kept, no file or other protocol ever opened.
#pragma once
#include <stddef.h>
#include <stdint.h>

struct rs_http_request {
  const char *method;
  const char *url;
  /// "Name: value", without line ends.
  const char *const *headers;
  size_t header_count;
  /// NULL where nothing is sent.
  const void *body;
  size_t body_length;
  /// Where the body of a reply with a status below 300 goes; -1 to keep it in memory, as all other bodies are.
  int out;
  /// Bytes of a reply's body at the most, in memory and in `out`.
  uint64_t most_memory, most_out;
  long connect_ms;
  /// Without a byte for so long, the exchange ends; and the longest it may take in all.
  long idle_ms, total_ms;
  /// Readable when the exchange shall end; -1 for none.
  int stop;
  /// 0: connections to loopback, private, link-local and other special addresses are refused (RFC 6890).
  int allow_private;
};

enum rs_http_end {
  RS_HTTP_OK = 0,
  /// Nothing of the request was sent.
  RS_HTTP_NOT_SENT,
  /// The request, or part of it, was sent; no whole reply came.
  RS_HTTP_CUT_OFF,
  /// The reply is larger than allowed.
  RS_HTTP_TOO_LARGE,
  RS_HTTP_STOPPED,
};

struct rs_http_reply {
  enum rs_http_end end;
  /// Whether any byte of the request was sent.
  int sent;
  long status;
  /// The header lines of the last block, separated by '\n'; free with rs_http_free.
  char *headers;
  size_t headers_length;
  char *body;
  size_t body_length;
  uint64_t out_length;
  /// The library's word for what went wrong.
  char message[256];
};

/// Exchanges one request for one reply; blocks. Always fills `reply`, which rs_http_free then empties.
void rs_http(const struct rs_http_request *request, struct rs_http_reply *reply);
void rs_http_free(struct rs_http_reply *reply);
