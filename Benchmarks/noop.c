// SPDX-License-Identifier: Apache-2.0
//
// What a durable job that does nothing costs at least: publish a ticket, claim it, run true(1), put the ticket where
// finished ones lie, each step flushed as Sources/Spool/Durable.swift flushes it, so many at a time.
//
//   noop FOLDER COUNT AT_ONCE     FOLDER is made, on the disk that is to be measured
//
// Prints jobs a second, and milliseconds of processor time a job.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TMP, TODO, DRAWING, READY, FOLDERS };
static const char *const names[FOLDERS] = {"tmp", "todo", "drawing", "ready"};
static int folders[FOLDERS], most;
static atomic_int next;
static char ticket[1500];

static void must(int ok, const char *what) {
  if (ok) return;
  fprintf(stderr, "unable to %s: %s\n", what, strerror(errno));
  exit(111);
}

static void publish(const char *name) {
  int fd = openat(folders[TMP], name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0660);
  must(fd >= 0 && write(fd, ticket, sizeof ticket) == sizeof ticket && fsync(fd) == 0 && close(fd) == 0, "write");
  must(renameat2(folders[TMP], name, folders[TODO], name, RENAME_NOREPLACE) == 0, "publish");
  must(fsync(folders[TODO]) == 0, "sync");
}

static void move(const char *name, int from, int to) {
  must(renameat2(folders[from], name, folders[to], name, RENAME_NOREPLACE) == 0, "move");
  must(fsync(folders[to]) == 0 && fsync(folders[from]) == 0, "sync");
}

static void run(void) {
  extern char **environ;
  char *words[] = {"true", NULL};
  pid_t pid;
  int status;
  must(posix_spawn(&pid, "/bin/true", NULL, NULL, words, environ) == 0, "spawn");
  must(waitpid(pid, &status, 0) == pid && status == 0, "wait");
}

static void *work(void *unused) {
  char name[64];
  for (int number; (number = atomic_fetch_add(&next, 1)) < most;) {
    snprintf(name, sizeof name, "job_%06d.json", number);
    publish(name);
    move(name, TODO, DRAWING);
    run();
    move(name, DRAWING, READY);
  }
  return unused;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double cpu(int who) {
  struct rusage use;
  getrusage(who, &use);
  return (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) + (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6;
}

int main(int count, char **words) {
  if (count != 4) return 100;
  int width = atoi(words[3]);
  most = atoi(words[2]);
  must(mkdir(words[1], 0770) == 0 || errno == EEXIST, "make the folder");
  int root = open(words[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  for (int i = 0; i < FOLDERS; i++) {
    must(mkdirat(root, names[i], 0770) == 0, names[i]);
    folders[i] = openat(root, names[i], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  }
  memset(ticket, ' ', sizeof ticket);
  pthread_t threads[256];
  double began = now();
  for (int i = 0; i < width && i < 256; i++) must(pthread_create(&threads[i], NULL, work, NULL) == 0, "start a thread");
  for (int i = 0; i < width && i < 256; i++) pthread_join(threads[i], NULL);
  double took = now() - began;
  printf("%.1f %.3f\n", most / took, (cpu(RUSAGE_SELF) + cpu(RUSAGE_CHILDREN)) / most * 1000);
}
