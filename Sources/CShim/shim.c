#define _GNU_SOURCE
#include "CShim.h"
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int rs_rename_noreplace(int from_dir, const char *from, int to_dir, const char *to) {
  return renameat2(from_dir, from, to_dir, to, RENAME_NOREPLACE);
}

int rs_openat(int dir, const char *name, int flags, unsigned mode) {
  int fd;
  do fd = openat(dir, name, flags | O_CLOEXEC, mode);
  while (fd < 0 && errno == EINTR);
  return fd;
}

int rs_open_path(const char *path) { return open(path, O_PATH | O_CLOEXEC); }

// Files may carry times that 64 bits of nanoseconds do not reach (after 2262, before 1677): the nearest that they do.
static int64_t nanoseconds(struct timespec t) {
  int64_t whole, all;
  if (__builtin_mul_overflow((int64_t)t.tv_sec, 1000000000LL, &whole) ||
      __builtin_add_overflow(whole, (int64_t)t.tv_nsec, &all))
    return t.tv_sec < 0 ? INT64_MIN : INT64_MAX;
  return all;
}

static int boil_down(const struct stat *s, struct rs_stat *out) {
  *out = (struct rs_stat){
      .device = s->st_dev,
      .inode = s->st_ino,
      .size = (uint64_t)s->st_size,
      .links = s->st_nlink,
      .modified_ns = nanoseconds(s->st_mtim),
      .changed_ns = nanoseconds(s->st_ctim),
      .mode = s->st_mode,
      .uid = s->st_uid,
      .gid = s->st_gid,
  };
  return 0;
}

int rs_statat(int dir, const char *name, struct rs_stat *out) {
  struct stat s;
  return fstatat(dir, name, &s, AT_SYMLINK_NOFOLLOW) ? -1 : boil_down(&s, out);
}

int rs_fstat(int fd, struct rs_stat *out) {
  struct stat s;
  return fstat(fd, &s) ? -1 : boil_down(&s, out);
}

int rs_set_modified(int dir, const char *name, int64_t ns) {
  struct timespec t[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = ns / 1000000000LL, .tv_nsec = ns % 1000000000LL}};
  return utimensat(dir, name, t, AT_SYMLINK_NOFOLLOW);
}

int64_t rs_filesystem_type(int fd) {
  struct statfs s;
  return fstatfs(fd, &s) ? -1 : (int64_t)s.f_type;
}

int rs_free_space(int fd, uint64_t *bytes, uint64_t *inodes) {
  struct statvfs s;
  if (fstatvfs(fd, &s)) return -1;
  *bytes = (uint64_t)s.f_bavail * s.f_frsize;
  *inodes = s.f_favail;
  return 0;
}

int rs_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }
int rs_pipe_size(int fd, int bytes) { return fcntl(fd, F_SETPIPE_SZ, bytes); }
int rs_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }
int rs_timerfd(void) { return timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK); }

int rs_timer_at(int fd, int64_t ns) {
  struct itimerspec t = {.it_value = {.tv_sec = ns / 1000000000LL, .tv_nsec = ns % 1000000000LL}};
  return timerfd_settime(fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &t, NULL);
}

int rs_signalfd(const int *signals, int count) {
  sigset_t set;
  sigemptyset(&set);
  for (int i = 0; i < count; i++) sigaddset(&set, signals[i]);
  if (pthread_sigmask(SIG_BLOCK, &set, NULL)) return -1;
  return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

int rs_next_signal(int fd) {
  struct signalfd_siginfo record;
  return read(fd, &record, sizeof record) == sizeof record ? (int)record.ssi_signo : -1;
}

static int64_t clock_ns(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}
int64_t rs_now_ns(void) { return clock_ns(CLOCK_REALTIME); }
int64_t rs_monotonic_ns(void) { return clock_ns(CLOCK_MONOTONIC); }

static void limit(int what, uint64_t value) {
  struct rlimit l = {value, value};
  if (value) setrlimit(what, &l);
}

// Only async-signal-safe calls, and nothing that changes memory of the parent's: until the exec the child runs in it, and
// other threads may hold any lock.
static int become(const char *path, char *const argv[], char *const envp[], int cwd, const int standard[3],
                  const struct rs_limits *limits, const int *box, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);
  setpgid(0, 0);
  for (int s = 1; s < NSIG; s++) signal(s, SIG_DFL);
  if (cwd >= 0 && fchdir(cwd)) return errno;
  int keep[3];
  for (int i = 0; i < 3; i++) {
    int fd = standard[i] >= 0 ? standard[i] : open("/dev/null", (i ? O_WRONLY : O_RDONLY) | O_CLOEXEC);
    if (fd < 0 || (keep[i] = fcntl(fd, F_DUPFD_CLOEXEC, 10)) < 0) return errno;
  }
  for (int i = 0; i < 3; i++)
    if (dup2(keep[i], i) < 0) return errno;
  if (limits) {
    limit(RLIMIT_CPU, limits->cpu_seconds);
    limit(RLIMIT_FSIZE, limits->file_bytes);
    limit(RLIMIT_AS, limits->memory_bytes);
    limit(RLIMIT_NOFILE, limits->open_files);
  }
  struct rlimit no_core = {0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  int refusal = box ? rs_enter_box(*box) : 0;
  if (refusal) return refusal;
  execve(path, argv, envp);
  return errno;
}

int rs_spawn(const char *path, char *const argv[], char *const envp[], int cwd, const int standard[3],
             const struct rs_limits *limits, const int *box, pid_t *pid) {
  int report[2], failed = 0;
  if (pipe2(report, O_CLOEXEC)) return errno;
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_t parent = getpid();
  // Not fork(2): to copy the tables of a daemon's memory takes longer than all else that a small job costs. The calling
  // thread stands still until the exec; signals are blocked, so no handler runs in the child.
  *pid = vfork();
  if (*pid == 0) {
    syscall(SYS_close_range, 3u, ~0u, 4u /* CLOSE_RANGE_CLOEXEC: nothing but 0, 1 and 2 survives the exec */);
    failed = become(path, argv, envp, cwd, standard, limits, box, parent);
    (void)!write(report[1], &failed, sizeof failed);
    _exit(127);
  }
  if (*pid < 0) failed = errno;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(report[1]);
  if (*pid > 0 && read(report[0], &failed, sizeof failed) == sizeof failed) {
    while (waitpid(*pid, NULL, 0) < 0 && errno == EINTR) {}
  }
  close(report[0]);
  return failed;
}

int rs_pidfd(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }
void rs_return_large_blocks(void) { mallopt(M_MMAP_THRESHOLD, 1 << 20); }

void rs_trim_memory(void) { malloc_trim(0); }
