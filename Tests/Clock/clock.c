// SPDX-License-Identifier: Apache-2.0
//
// Preloaded into one process, it gives it a wall clock that can be set while the machine's own stays: CLOCK_FILE holds the
// seconds by which it is set, as text. What goes by that clock goes along: the time itself, timers on an instant of it
// (which also tell their reader that the clock was set, timerfd_create(2)), and the times that files were given since.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

static const int64_t SECOND = 1000000000;
static _Atomic int64_t ahead;     // nanoseconds by which our clock is ahead
static _Atomic int64_t set_at;    // the machine's time at which it was set
static _Atomic int timer = -1;    // the one that wants to be told when the clock is set
static _Atomic int cancelled;     // it was set while that one waited
static _Atomic char walls[1024];  // descriptors of timers on the wall clock; others count from the start
static char path[4096];

static int64_t nanoseconds(struct timespec t) { return t.tv_sec * SECOND + t.tv_nsec; }
static struct timespec timespec_of(int64_t ns) { return (struct timespec){ns / SECOND, ns % SECOND}; }

static int64_t machine(void) {
  struct timespec t;
  syscall(SYS_clock_gettime, CLOCK_REALTIME, &t);
  return nanoseconds(t);
}

int clock_gettime(clockid_t clock, struct timespec *out) {
  if (syscall(SYS_clock_gettime, clock, out)) return -1;
  if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) *out = timespec_of(nanoseconds(*out) + ahead);
  return 0;
}

static int arm(int fd, int flags, int64_t instant) {
  struct itimerspec t = {.it_value = timespec_of(instant < 1 ? 1 : instant)};
  return (int)syscall(SYS_timerfd_settime, fd, flags, &t, NULL);
}

int timerfd_create(clockid_t clock, int flags) {
  int fd = (int)syscall(SYS_timerfd_create, clock, flags);
  if (fd >= 0 && fd < (int)sizeof walls) walls[fd] = clock == CLOCK_REALTIME;
  return fd;
}

int timerfd_settime(int fd, int flags, const struct itimerspec *t, struct itimerspec *old) {
  int64_t instant = nanoseconds(t->it_value);
  int is_wall = fd >= 0 && fd < (int)sizeof walls && walls[fd];
  if (!is_wall || !(flags & TFD_TIMER_ABSTIME) || instant == 0)
    return (int)syscall(SYS_timerfd_settime, fd, flags, t, old);
  if (flags & TFD_TIMER_CANCEL_ON_SET) timer = fd;
  return arm(fd, flags, instant > INT64_MAX / 4 ? instant : instant - ahead);
}

ssize_t read(int fd, void *to, size_t size) {
  ssize_t got = syscall(SYS_read, fd, to, size);
  if (fd != timer || !atomic_exchange(&cancelled, 0)) return got;
  errno = ECANCELED;
  return -1;
}

// The kernel stamps files by the machine's clock. A time that the program itself gives a file means an instant of our
// clock already: it is cut to whole milliseconds, which one of the kernel's is not once in a million.
int utimensat(int dir, const char *name, const struct timespec t[2], int flags) {
  struct timespec cut[2] = {t[0], t[1]};
  for (int i = 0; i < 2; i++)
    if (cut[i].tv_nsec < SECOND) cut[i].tv_nsec -= cut[i].tv_nsec % 1000000;
  return (int)syscall(SYS_utimensat, dir, name, cut, flags);
}

static void follow(struct timespec *t) {
  int64_t ns = nanoseconds(*t);
  if (ns % 1000000 != 0 && ns >= set_at) *t = timespec_of(ns + ahead);
}

static int shift(int status, struct stat *s) {
  if (status == 0) {
    follow(&s->st_mtim);
    follow(&s->st_ctim);
    follow(&s->st_atim);
  }
  return status;
}

int fstat(int fd, struct stat *s) { return shift((int)syscall(SYS_fstat, fd, s), s); }
int fstatat(int dir, const char *name, struct stat *s, int flags) {
  return shift((int)syscall(SYS_newfstatat, dir, name, s, flags), s);
}

static void *watch(void *unused) {
  (void)unused;
  for (;; poll(NULL, 0, 10)) {
    char text[32] = "";
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) continue;
    ssize_t got = syscall(SYS_read, fd, text, sizeof text - 1);
    close(fd);
    int64_t wanted = got > 0 ? strtoll(text, NULL, 10) * SECOND : 0;
    if (wanted == ahead) continue;
    set_at = machine();
    ahead = wanted;
    if (timer >= 0) {
      cancelled = 1;
      arm(timer, TFD_TIMER_ABSTIME, 1);
    }
  }
  return NULL;
}

__attribute__((constructor)) static void begin(void) {
  const char *file = getenv("CLOCK_FILE");
  if (!file) return;
  for (size_t i = 0; file[i] && i < sizeof path - 1; i++) path[i] = file[i];
  // Children keep the machine's time, and may not open us from their box.
  unsetenv("LD_PRELOAD");
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_t thread;
  pthread_create(&thread, NULL, watch, NULL);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}
