#define _GNU_SOURCE
#include "CStrike.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// The calls, each with what it does and which argument is its descriptor (-1: it goes by name).
static const struct watched {
  int number, kind, descriptor;
} watched[] = {
    {SYS_write, STRIKE_WRITE, 0},
    {SYS_pwrite64, STRIKE_WRITE, 0},
    {SYS_writev, STRIKE_WRITE, 0},
    {SYS_pwritev, STRIKE_WRITE, 0},
    {SYS_pwritev2, STRIKE_WRITE, 0},
    {SYS_sendfile, STRIKE_WRITE, 0},
    {SYS_copy_file_range, STRIKE_WRITE, 2},
    {SYS_fallocate, STRIKE_WRITE, 0},
    {SYS_ftruncate, STRIKE_WRITE, 0},
    {SYS_truncate, STRIKE_WRITE, -1},
    {SYS_fsync, STRIKE_SYNC, 0},
    {SYS_fdatasync, STRIKE_SYNC, 0},
    {SYS_sync_file_range, STRIKE_SYNC, 0},
    {SYS_syncfs, STRIKE_SYNC, 0},
    {SYS_mkdirat, STRIKE_MAKE, -1},
    {SYS_linkat, STRIKE_MAKE, -1},
    {SYS_symlinkat, STRIKE_MAKE, -1},
    {SYS_mknodat, STRIKE_MAKE, -1},
    {SYS_renameat2, STRIKE_RENAME, -1},
    {SYS_unlinkat, STRIKE_REMOVE, -1},
    {SYS_fchmod, STRIKE_ATTRIBUTE, 0},
    {SYS_fchmodat, STRIKE_ATTRIBUTE, -1},
    {SYS_fchown, STRIKE_ATTRIBUTE, 0},
    {SYS_fchownat, STRIKE_ATTRIBUTE, -1},
    {SYS_utimensat, STRIKE_ATTRIBUTE, -1},
    {SYS_fsetxattr, STRIKE_ATTRIBUTE, 0},
#ifdef SYS_rename
    {SYS_rename, STRIKE_RENAME, -1},
    {SYS_creat, STRIKE_MAKE, -1},
    {SYS_mkdir, STRIKE_MAKE, -1},
    {SYS_link, STRIKE_MAKE, -1},
    {SYS_symlink, STRIKE_MAKE, -1},
    {SYS_unlink, STRIKE_REMOVE, -1},
    {SYS_rmdir, STRIKE_REMOVE, -1},
    {SYS_chmod, STRIKE_ATTRIBUTE, -1},
    {SYS_chown, STRIKE_ATTRIBUTE, -1},
#endif
#ifdef SYS_renameat
    {SYS_renameat, STRIKE_RENAME, -1},
#endif
};
enum { count = sizeof watched / sizeof *watched };

// Only opens that make or empty a file are shown; which argument has the flags differs.
static const struct open_call {
  int number, flags;
} opens[] = {
    {SYS_openat, 2},
#ifdef SYS_open
    {SYS_open, 1},
#endif
};
enum { open_count = sizeof opens / sizeof *opens };

static int install(void) {
  struct sock_filter code[2 * count + 4 * open_count + 2];
  int n = 0;
  struct sock_filter load = BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
  struct sock_filter show = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
  struct sock_filter pass = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  code[n++] = load;
  for (int i = 0; i < count; i++) {
    code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)watched[i].number, 0, 1);
    code[n++] = show;
  }
  for (int i = 0; i < open_count; i++) {
    // The number is still loaded; past the jump nothing needs it any more, because each branch ends.
    code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)opens[i].number, 0, 3);
    code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)(offsetof(struct seccomp_data, args) + 8 * opens[i].flags));
    code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, O_CREAT | O_TRUNC, 0, (unsigned char)(1 + 4 * (open_count - 1 - i)));
    code[n++] = show;
  }
  code[n++] = pass;
  struct sock_fprog program = {(unsigned short)n, code};
  return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
}

// One descriptor, or an errno where there is none, through a socket.
static void hand_over(int socket, int descriptor, int error) {
  char space[CMSG_SPACE(sizeof(int))] = {0};
  struct iovec body = {&error, sizeof error};
  struct msghdr message = {.msg_iov = &body, .msg_iovlen = 1};
  if (descriptor >= 0) {
    message.msg_control = space;
    message.msg_controllen = sizeof space;
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(head), &descriptor, sizeof descriptor);
  }
  (void)!sendmsg(socket, &message, MSG_NOSIGNAL);
}

// 0 and the descriptor, or the errno that came in its place; EPIPE where the other end said nothing.
static int take_over(int socket, int *descriptor) {
  char space[CMSG_SPACE(sizeof(int))];
  int error = EPIPE;
  struct iovec body = {&error, sizeof error};
  struct msghdr message = {
      .msg_iov = &body, .msg_iovlen = 1, .msg_control = space, .msg_controllen = sizeof space};
  if (recvmsg(socket, &message, MSG_CMSG_CLOEXEC) <= 0) return EPIPE;
  struct cmsghdr *head = CMSG_FIRSTHDR(&message);
  if (!head) return error;
  memcpy(descriptor, CMSG_DATA(head), sizeof *descriptor);
  return 0;
}

static void become(const char *path, char *const argv[], char *const envp[], int log, int socket) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  setpgid(0, 0);
  if (log >= 0) dup2(log, 2);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  int listener = install();
  hand_over(socket, listener, listener < 0 ? errno : 0);
  if (listener < 0) _exit(127);
  syscall(SYS_close_range, 3u, ~0u, 0u);
  execve(path, argv, envp);
  _exit(127);
}

int strike_spawn(const char *path, char *const argv[], char *const envp[], int log, pid_t *pid, int *listener) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0, ends)) return errno;
  *pid = fork();
  if (*pid == 0) become(path, argv, envp, log, ends[1]);
  int failed = *pid < 0 ? errno : 0;
  close(ends[1]);
  if (!failed) failed = take_over(ends[0], listener);
  close(ends[0]);
  if (failed && *pid > 0) {
    kill(*pid, SIGKILL);
    while (waitpid(*pid, NULL, 0) < 0 && errno == EINTR) {}
  }
  return failed;
}

static void describe(const struct seccomp_notif *notice, struct strike_call *call) {
  *call = (struct strike_call){
      .id = notice->id, .thread = (pid_t)notice->pid, .kind = STRIKE_MAKE, .number = notice->data.nr, .descriptor = -1};
  for (int i = 0; i < count; i++) {
    if (watched[i].number != notice->data.nr) continue;
    call->kind = watched[i].kind;
    if (watched[i].descriptor >= 0) call->descriptor = (int)notice->data.args[watched[i].descriptor];
  }
}

int strike_next(int listener, int milliseconds, struct strike_call *call) {
  struct pollfd wait = {listener, POLLIN, 0};
  int ready = poll(&wait, 1, milliseconds);
  if (ready <= 0) return 0;
  if (!(wait.revents & POLLIN)) return -1;
  struct seccomp_notif notice;
  memset(&notice, 0, sizeof notice);
  // The thread may have been killed since; then there is nothing to answer.
  if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &notice)) return 0;
  describe(&notice, call);
  return 1;
}

static void answer(int listener, uint64_t id, int error, unsigned flags) {
  struct seccomp_notif_resp reply = {.id = id, .error = error, .flags = flags};
  // ENOENT: whoever asked is dead, or a signal has interrupted the call, which then comes once more.
  (void)ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &reply);
}

void strike_allow(int listener, uint64_t id) { answer(listener, id, 0, SECCOMP_USER_NOTIF_FLAG_CONTINUE); }
void strike_refuse(int listener, uint64_t id, int error) { answer(listener, id, -error, 0); }

int strike_touches(const struct strike_call *call, const char *folder) {
  if (call->descriptor < 0) return 1;
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/%d/fd/%d", call->thread, call->descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return strncmp(path, folder, strlen(folder)) == 0;
}

int strike_cut_power(int descriptor) {
  // FS_IOC_SHUTDOWN of ext4 and XFS_IOC_GOINGDOWN of XFS are the same number; 2 is "do not flush the log".
  uint32_t how = 2;
  return ioctl(descriptor, _IOR('X', 125, uint32_t), &how) ? errno : 0;
}

int strike_sync(int descriptor) { return syncfs(descriptor); }
