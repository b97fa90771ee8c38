// The box around a program that reads other people's files (docs/promises.md, Attacks): Landlock keeps its hands off
// every file but those it was given, a filter of system calls keeps it off the network and inside its process group.
#pragma once

/// The version of Landlock that this kernel enforces; 0 where it has none or it is switched off.
int rs_landlock_version(void);
/// A Landlock ruleset that forbids everything it can; -1 where the kernel has none. Close it after the child's start.
int rs_fence_open(void);
/// What a file or a folder, with everything in it, may be used for.
enum {
  RS_MAY_READ = 1,
  RS_MAY_WRITE = 2,
  RS_MAY_RUN = 4,
  /// New regular files in a folder.
  RS_MAY_MAKE = 8,
};
/// Allows `rights` on what `fd` is open on. Rights that make no sense for a file are left out for one.
int rs_fence_allow(int ruleset, int fd, unsigned rights);
/// Whether the calling process could be put under the filter of system calls: 1 or 0.
int rs_can_filter_calls(void);
/// Puts the calling process, and all that comes of it, into the box, for good. `ruleset` may be -1: then only the filter
/// of system calls holds. Async-signal-safe. Returns 0, or the errno of the step that failed.
int rs_enter_box(int ruleset);
