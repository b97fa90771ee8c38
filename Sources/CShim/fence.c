#define _GNU_SOURCE
#include "fence.h"
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// Landlock's numbers, written here because the headers of a stable distribution are older than the kernels it may run
// on. The kernel's documentation (userspace-api/landlock) has each with the version that brought it.
enum {
  EXECUTE = 1 << 0,
  WRITE_FILE = 1 << 1,
  READ_FILE = 1 << 2,
  READ_DIR = 1 << 3,
  MAKE_REG = 1 << 8,
  ALL_OF_1 = (1 << 13) - 1,
  REFER = 1 << 13,
  TRUNCATE = 1 << 14,
  IOCTL_DEV = 1 << 15,
  BIND_AND_CONNECT_TCP = 3,
  ABSTRACT_SOCKETS_AND_SIGNALS = 3,
};
enum { CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446, VERSION = 1, PATH_BENEATH = 1 };

struct ruleset {
  uint64_t files, net, scope;
};
struct beneath {
  uint64_t allowed;
  int32_t fd;
} __attribute__((packed));

int rs_landlock_version(void) {
  long version = syscall(CREATE_RULESET, NULL, (size_t)0, VERSION);
  return version < 0 ? 0 : (int)version;
}

static uint64_t file_rights(int version) {
  uint64_t rights = ALL_OF_1;
  if (version >= 2) rights |= REFER;
  if (version >= 3) rights |= TRUNCATE;
  if (version >= 5) rights |= IOCTL_DEV;
  return rights;
}

int rs_fence_open(void) {
  int version = rs_landlock_version();
  if (version < 1) return -1;
  struct ruleset all = {
      .files = file_rights(version),
      .net = version >= 4 ? BIND_AND_CONNECT_TCP : 0,
      .scope = version >= 6 ? ABSTRACT_SOCKETS_AND_SIGNALS : 0,
  };
  // Older kernels take the longer structure where what they do not know is zero.
  return (int)syscall(CREATE_RULESET, &all, sizeof all, 0u);
}

int rs_fence_allow(int ruleset, int fd, unsigned rights) {
  struct stat what;
  if (fstat(fd, &what)) return -1;
  uint64_t allowed = 0;
  if (rights & RS_MAY_READ) allowed |= READ_FILE | READ_DIR;
  if (rights & RS_MAY_WRITE) allowed |= WRITE_FILE | TRUNCATE;
  if (rights & RS_MAY_RUN) allowed |= EXECUTE;
  if (rights & RS_MAY_MAKE) allowed |= MAKE_REG;
  if (!S_ISDIR(what.st_mode)) allowed &= EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE;
  struct beneath rule = {.allowed = allowed & file_rights(rs_landlock_version()), .fd = fd};
  return (int)syscall(ADD_RULE, ruleset, PATH_BENEATH, &rule, 0u);
}

// What no decoder needs: any socket (Landlock knows of TCP alone), leaving the group that is killed as a whole, other
// processes, namespaces, other ways to the disk and the network, and the marks of files that Landlock does not watch.
static const uint16_t refused[] = {
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4,
    SYS_setsid, SYS_setpgid, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev,
    SYS_unshare, SYS_setns, SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_bpf, SYS_perf_event_open,
    SYS_userfaultfd, SYS_add_key, SYS_request_key, SYS_keyctl, SYS_open_by_handle_at, SYS_name_to_handle_at,
    SYS_fchmod, SYS_fchmodat, SYS_fchown, SYS_fchownat, SYS_setxattr, SYS_lsetxattr, SYS_fsetxattr,
    SYS_removexattr, SYS_lremovexattr, SYS_fremovexattr, SYS_utimensat,
#ifdef __x86_64__
    SYS_chmod, SYS_chown, SYS_lchown, SYS_utime, SYS_utimes, SYS_futimesat,
#endif
    425 /* io_uring_setup: a way around this filter */, 428 /* open_tree */, 429 /* move_mount */, 430 /* fsopen */,
    432 /* fsmount */, 438 /* pidfd_getfd */, 442 /* mount_setattr */, 452 /* fchmodat2 */,
};
enum { REFUSED = sizeof refused / sizeof *refused };

#if defined(__x86_64__)
enum { MACHINE = AUDIT_ARCH_X86_64, FOREIGN = 0x40000000 /* the calls of x32 */ };
#elif defined(__aarch64__)
enum { MACHINE = AUDIT_ARCH_AARCH64, FOREIGN = 0x7fffffff };
#else
enum { MACHINE = 0, FOREIGN = 0 };
#endif

static int filter_calls(void) {
  if (!MACHINE) return ENOSYS;
  struct sock_filter code[REFUSED + 6];
  int at = 0;
  code[at++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
  // A call by another architecture's numbers: to the refusal at the end.
  code[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 0, REFUSED + 3);
  code[at++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
  code[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, FOREIGN, REFUSED + 1, 0);
  for (int i = 0; i < REFUSED; i++)
    code[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, refused[i], REFUSED - i, 0);
  code[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  code[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES);
  struct sock_fprog program = {.len = (unsigned short)at, .filter = code};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) ? errno : 0;
}

int rs_can_filter_calls(void) {
  unsigned action = SECCOMP_RET_ERRNO;
  return MACHINE && syscall(SYS_seccomp, 2u /* SECCOMP_GET_ACTION_AVAIL */, 0u, &action) == 0;
}

int rs_enter_box(int ruleset) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return errno;
  if (ruleset >= 0 && syscall(RESTRICT_SELF, ruleset, 0u)) return errno;
  int failed = filter_calls();
  // A kernel that cannot filter is said once by whoever asks rs_can_filter_calls; what else holds, holds.
  return failed == EINVAL || failed == ENOSYS ? 0 : failed;
}
