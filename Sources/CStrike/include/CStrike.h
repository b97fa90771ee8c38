// Runs a program so that each system call which changes a disk, of any of its threads and children, is shown to us before
// it happens: it may go on, fail with an error of our choice, or never happen because the program was killed before it.
//
// The kernel does it (seccomp(2), SECCOMP_RET_USER_NOTIF), so nothing is missed that a library would do on its own, and
// nothing else is slowed down. No root is needed. Where the kernel or the box around us forbids it, spawning fails.
#pragma once
#include <stdint.h>
#include <sys/types.h>

/// What a call does to the disk.
enum strike_kind {
  /// Bytes: write(2), pwrite(2), ftruncate(2), fallocate(2)...
  STRIKE_WRITE = 1,
  /// fsync(2) and its kin.
  STRIKE_SYNC = 2,
  /// open(2) that makes or empties a file, mkdir(2), link(2), symlink(2), mknod(2).
  STRIKE_MAKE = 3,
  /// rename(2) and its kin.
  STRIKE_RENAME = 4,
  /// unlink(2), rmdir(2).
  STRIKE_REMOVE = 5,
  /// Rights, owners, times.
  STRIKE_ATTRIBUTE = 6,
};

/// One call that waits for our answer.
struct strike_call {
  uint64_t id;
  /// The thread that makes it.
  pid_t thread;
  int kind;
  /// Its number in the system's table.
  int number;
  /// The descriptor that it works on; -1 for calls by name.
  int descriptor;
};

/// Starts the program with standard error going to `log`. Returns 0, its process id and the descriptor on which calls
/// arrive; else the errno of the step that failed.
int strike_spawn(const char *path, char *const argv[], char *const envp[], int log, pid_t *pid, int *listener);
/// Waits for the next call, at most `milliseconds`. Returns 1 with a call, 0 after that time, -1 once the program and
/// all its children have ended.
int strike_next(int listener, int milliseconds, struct strike_call *call);
/// Lets the call happen.
void strike_allow(int listener, uint64_t id);
/// The call fails with `error` and does nothing.
void strike_refuse(int listener, uint64_t id, int error);
/// Whether the call works below `folder`. Calls by name always do, because who writes files elsewhere does it under
/// descriptors; of descriptors /proc knows where they lead.
int strike_touches(const struct strike_call *call, const char *folder);

/// Cuts the power of the filesystem that holds `descriptor`: nothing that lies in memory reaches the disk any more, its
/// journal neither. ext4 and XFS only; needs root. Returns 0 or the errno.
int strike_cut_power(int descriptor);
/// syncfs(2): all of the filesystem that holds `descriptor` is on its disk.
int strike_sync(int descriptor);
