#define _GNU_SOURCE
#include "ccurl.h"
#include <arpa/inet.h>
#include <curl/curl.h>
#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct exchange {
  const struct rs_http_request *request;
  struct rs_http_reply *reply;
  CURL *easy;
  struct timespec heard;
  curl_off_t bytes_before;
  int too_large, disk_full, refused;
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static void begin(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

// --- addresses ------------------------------------------------------------------------------------------------------

static int special4(uint32_t a) {
  return (a >> 24) == 0 || (a >> 24) == 10 || (a >> 24) == 127 || (a >> 22) == (0x64400000u >> 22) ||
         (a >> 16) == 0xA9FE || (a >> 20) == (0xAC100000u >> 20) || (a >> 16) == 0xC0A8 || (a >> 8) == 0xC00000 ||
         (a >> 17) == (0xC6120000u >> 17) || (a >> 28) >= 14;
}

static int special6(const struct in6_addr *a) {
  const uint8_t *b = a->s6_addr;
  if (IN6_IS_ADDR_V4MAPPED(a) || IN6_IS_ADDR_V4COMPAT(a))
    return special4((uint32_t)b[12] << 24 | (uint32_t)b[13] << 16 | (uint32_t)b[14] << 8 | b[15]);
  // NAT64: the IPv4 address stands in the last four bytes.
  if (b[0] == 0 && b[1] == 0x64 && b[2] == 0xff && b[3] == 0x9b)
    return special4((uint32_t)b[12] << 24 | (uint32_t)b[13] << 16 | (uint32_t)b[14] << 8 | b[15]);
  return IN6_IS_ADDR_UNSPECIFIED(a) || IN6_IS_ADDR_LOOPBACK(a) || (b[0] & 0xfe) == 0xfc || b[0] == 0xff ||
         (b[0] == 0xfe && (b[1] & 0x80) == 0x80);
}

static curl_socket_t open_socket(void *data, curlsocktype purpose, struct curl_sockaddr *address) {
  struct exchange *x = data;
  (void)purpose;
  int special = 1;
  if (address->family == AF_INET)
    special = special4(ntohl(((struct sockaddr_in *)(void *)&address->addr)->sin_addr.s_addr));
  else if (address->family == AF_INET6)
    special = special6(&((struct sockaddr_in6 *)(void *)&address->addr)->sin6_addr);
  if (special && !x->request->allow_private) {
    x->refused = 1;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// --- what comes -----------------------------------------------------------------------------------------------------

static int add(char **text, size_t *length, const char *data, size_t count) {
  char *longer = realloc(*text, *length + count + 1);
  if (!longer) return 0;
  memcpy(longer + *length, data, count);
  longer[*length + count] = 0;
  *text = longer;
  *length += count;
  return 1;
}

static size_t take_header(char *data, size_t size, size_t count, void *to) {
  struct exchange *x = to;
  size_t length = size * count;
  // A new block (after "100 Continue") replaces the earlier one.
  if (length > 5 && !strncasecmp(data, "HTTP/", 5)) x->reply->headers_length = 0;
  if (x->reply->headers_length + length > 65536) return 0;
  return add(&x->reply->headers, &x->reply->headers_length, data, length) ? length : 0;
}

static int write_out(struct exchange *x, const char *data, size_t length) {
  while (length) {
    ssize_t got = write(x->request->out, data, length);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      x->disk_full = errno == ENOSPC || errno == EDQUOT;
      return 0;
    }
    data += got;
    length -= (size_t)got;
    x->reply->out_length += (uint64_t)got;
  }
  return 1;
}

static size_t take_body(char *data, size_t size, size_t count, void *to) {
  struct exchange *x = to;
  size_t length = size * count;
  long status = 0;
  curl_easy_getinfo(x->easy, CURLINFO_RESPONSE_CODE, &status);
  if (x->request->out >= 0 && status >= 200 && status < 300) {
    if (x->reply->out_length + length > x->request->most_out) {
      x->too_large = 1;
      return 0;
    }
    return write_out(x, data, length) ? length : 0;
  }
  if (x->reply->body_length + length > x->request->most_memory) {
    x->too_large = 1;
    return 0;
  }
  return add(&x->reply->body, &x->reply->body_length, data, length) ? length : 0;
}

// --- the exchange ---------------------------------------------------------------------------------------------------

static double since(const struct timespec *then) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)(now.tv_sec - then->tv_sec) * 1e3 + (double)(now.tv_nsec - then->tv_nsec) / 1e6;
}

/// Whether nothing has moved for longer than allowed.
static int is_idle(struct exchange *x) {
  curl_off_t up = 0, down = 0;
  curl_easy_getinfo(x->easy, CURLINFO_SIZE_UPLOAD_T, &up);
  curl_easy_getinfo(x->easy, CURLINFO_SIZE_DOWNLOAD_T, &down);
  if (up + down != x->bytes_before) {
    x->bytes_before = up + down;
    clock_gettime(CLOCK_MONOTONIC, &x->heard);
  }
  return x->request->idle_ms > 0 && since(&x->heard) > (double)x->request->idle_ms;
}

static CURLcode drive(CURLM *multi, struct exchange *x, int *stopped) {
  CURLcode result = CURLE_OPERATION_TIMEDOUT;
  int running = 1;
  while (running) {
    if (curl_multi_perform(multi, &running) != CURLM_OK) return CURLE_FAILED_INIT;
    if (!running) break;
    struct curl_waitfd stop = {.fd = x->request->stop, .events = CURL_WAIT_POLLIN};
    if (curl_multi_poll(multi, &stop, x->request->stop >= 0 ? 1 : 0, 250, NULL) != CURLM_OK) return CURLE_FAILED_INIT;
    if (x->request->stop >= 0 && stop.revents) {
      *stopped = 1;
      return CURLE_ABORTED_BY_CALLBACK;
    }
    if (is_idle(x)) return CURLE_OPERATION_TIMEDOUT;
  }
  int left;
  for (CURLMsg *message; (message = curl_multi_info_read(multi, &left));)
    if (message->msg == CURLMSG_DONE) result = message->data.result;
  return result;
}

static struct curl_slist *list(const struct rs_http_request *request) {
  struct curl_slist *headers = NULL;
  for (size_t i = 0; i < request->header_count; i++) headers = curl_slist_append(headers, request->headers[i]);
  // We wait for no "100 Continue": a server that never says it would cost a second each time.
  return curl_slist_append(headers, "Expect:");
}

static void set(CURL *easy, struct exchange *x, struct curl_slist *headers, char *error) {
  const struct rs_http_request *r = x->request;
  curl_easy_setopt(easy, CURLOPT_URL, r->url);
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, error);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  // One connection, one exchange: what was sent can be told from what was not.
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
#if LIBCURL_VERSION_NUM >= 0x075500
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
#else
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
  if (r->body) {
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)r->body_length);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, r->body);
  }
  curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, r->method);
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, r->connect_ms);
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, r->total_ms);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, x);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, x);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, x);
}

static void say(struct rs_http_reply *reply, const char *text) {
  strncpy(reply->message, text, sizeof reply->message - 1);
}

static void conclude(struct exchange *x, CURLcode result, int stopped, const char *error) {
  struct rs_http_reply *reply = x->reply;
  long request_size = 0;
  curl_easy_getinfo(x->easy, CURLINFO_RESPONSE_CODE, &reply->status);
  curl_easy_getinfo(x->easy, CURLINFO_REQUEST_SIZE, &request_size);
  reply->sent = request_size > 0;
  if (stopped) reply->end = RS_HTTP_STOPPED;
  else if (x->too_large) reply->end = RS_HTTP_TOO_LARGE;
  else if (result == CURLE_OK) reply->end = RS_HTTP_OK;
  else reply->end = reply->sent ? RS_HTTP_CUT_OFF : RS_HTTP_NOT_SENT;
  if (x->refused) say(reply, "the address is a private one");
  else if (x->disk_full) say(reply, "No space left on device");
  else if (result != CURLE_OK) say(reply, error[0] ? error : curl_easy_strerror(result));
}

void rs_http(const struct rs_http_request *request, struct rs_http_reply *reply) {
  memset(reply, 0, sizeof *reply);
  pthread_once(&once, begin);
  struct exchange x = {.request = request, .reply = reply, .easy = curl_easy_init()};
  CURLM *multi = curl_multi_init();
  struct curl_slist *headers = list(request);
  char error[CURL_ERROR_SIZE] = "";
  reply->end = RS_HTTP_NOT_SENT;
  if (!x.easy || !multi) {
    say(reply, "out of memory");
  } else {
    clock_gettime(CLOCK_MONOTONIC, &x.heard);
    set(x.easy, &x, headers, error);
    curl_multi_add_handle(multi, x.easy);
    int stopped = 0;
    CURLcode result = drive(multi, &x, &stopped);
    conclude(&x, result, stopped, error);
    curl_multi_remove_handle(multi, x.easy);
  }
  if (multi) curl_multi_cleanup(multi);
  if (x.easy) curl_easy_cleanup(x.easy);
  curl_slist_free_all(headers);
}

void rs_http_free(struct rs_http_reply *reply) {
  free(reply->headers);
  free(reply->body);
  reply->headers = NULL;
  reply->body = NULL;
}
