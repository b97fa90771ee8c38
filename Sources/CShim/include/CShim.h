// The Linux calls that Swift's Glibc module does not offer (it is built without _GNU_SOURCE), as plain functions.
// Each returns what the call returns, with errno set, unless its comment says otherwise.
#pragma once
#include <stdint.h>
#include <sys/types.h>

#include "fence.h"
#include "picture.h"

/// renameat2(2) with RENAME_NOREPLACE: fails with EEXIST where the new name is taken.
int rs_rename_noreplace(int from_dir, const char *from, int to_dir, const char *to);
/// openat(2); always close-on-exec. `mode` counts only with O_CREAT.
int rs_openat(int dir, const char *name, int flags, unsigned mode);
/// open(2) of a path as O_PATH: to name it, not to use it.
int rs_open_path(const char *path);
/// fstatat(2) with AT_SYMLINK_NOFOLLOW, boiled down to what the spool looks at.
struct rs_stat {
  uint64_t device, inode, size, links;
  int64_t modified_ns, changed_ns;
  uint32_t mode, uid, gid;
};
int rs_statat(int dir, const char *name, struct rs_stat *out);
int rs_fstat(int fd, struct rs_stat *out);
/// Sets the modification time of a name below `dir`, in nanoseconds since 1970.
int rs_set_modified(int dir, const char *name, int64_t ns);
/// The magic number of the filesystem that holds `fd` (statfs(2), f_type); -1 on error.
int64_t rs_filesystem_type(int fd);
/// Free bytes and free inodes for an unprivileged process on the filesystem that holds `fd`.
int rs_free_space(int fd, uint64_t *bytes, uint64_t *inodes);

/// pipe2(2) with O_CLOEXEC.
int rs_pipe(int ends[2]);
/// F_SETPIPE_SZ; a refusal is harmless.
int rs_pipe_size(int fd, int bytes);
/// eventfd(2), non-blocking, close-on-exec.
int rs_eventfd(void);
/// timerfd_create(2) on CLOCK_REALTIME, non-blocking, close-on-exec.
int rs_timerfd(void);
/// Arms the timer for an absolute instant (nanoseconds since 1970; 0 disarms); a clock that is set wakes the reader too
/// (TFD_TIMER_CANCEL_ON_SET).
int rs_timer_at(int fd, int64_t ns);
/// signalfd(2) for the given signals, which are blocked in the calling thread first.
int rs_signalfd(const int *signals, int count);
/// The next signal that waits in a signalfd; -1 when there is none.
int rs_next_signal(int fd);
/// Nanoseconds since 1970, CLOCK_REALTIME.
int64_t rs_now_ns(void);
/// Nanoseconds of CLOCK_MONOTONIC.
int64_t rs_monotonic_ns(void);

/// What a child may use at the most; 0 means "as the parent".
struct rs_limits {
  uint64_t cpu_seconds, file_bytes, memory_bytes, open_files;
};
/// vfork + exec with nothing left to chance: a process group of its own, default signal dispositions and mask, the
/// three standard descriptors given (each -1 for /dev/null), everything else closed, the working directory taken
/// from an open descriptor (-1: unchanged), resource limits, SIGKILL when the calling thread ends, and where `box` is
/// not NULL, the box of fence.h with the ruleset that it points to (-1: none).
/// Returns 0 and the pid, or the errno of the step that failed (in the child too).
int rs_spawn(const char *path, char *const argv[], char *const envp[], int cwd, const int standard[3],
             const struct rs_limits *limits, const int *box, pid_t *pid);
/// pidfd_open(2).
int rs_pidfd(pid_t pid);
/// Blocks of a megabyte and more go back to the system when they are freed. Left to itself the C library keeps them for
/// later once a few were freed, and pictures come in so many sizes that little of it is used again.
void rs_return_large_blocks(void);
/// Gives freed memory back to the system.
void rs_trim_memory(void);
