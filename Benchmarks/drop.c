// SPDX-License-Identifier: Apache-2.0
//
// How fast the running daemon adopts, seen from outside: no clock inside the daemon, and nothing that slows it.
//
//   drop SPOOL BUNDLE COUNT      SPOOL has a daemon; BUNDLE is a folder of a song and a concept.txt
//
// Each bundle is prepared beside the inbox and renamed into it. Then inotify tells two instants: the bundle becomes
// .taken-NAME (the daemon has looked at it), and the first file of the taken bundle is deleted (the job is durable, the
// daemon tidies). Each job is moved to held/ at once, so that its analysis does not disturb the next.
//
// Prints two medians in milliseconds: rename to look, and look to durable.

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 10000, PATIENCE_MS = 20000 };

static void must(int ok, const char *what) {
  if (ok) return;
  fprintf(stderr, "unable to %s: %s\n", what, strerror(errno));
  exit(111);
}

static double now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void copy(int from, const char *name, int to) {
  struct stat status;
  int in = openat(from, name, O_RDONLY | O_CLOEXEC), out = openat(to, name, O_WRONLY | O_CREAT | O_EXCL, 0660);
  must(in >= 0 && out >= 0 && fstat(in, &status) == 0, name);
  for (off_t left = status.st_size; left > 0;) {
    ssize_t sent = sendfile(out, in, NULL, (size_t)left);
    must(sent > 0, "copy");
    left -= sent;
  }
  close(in), close(out);
}

// A copy of the bundle at `path`, with a number in its concept: equal bundles would be duplicates.
static void prepare(const char *bundle, const char *path, int number) {
  must(mkdir(path, 0770) == 0, "make a bundle");
  int from = open(bundle, O_RDONLY | O_DIRECTORY), to = open(path, O_RDONLY | O_DIRECTORY);
  DIR *entries = fdopendir(dup(from));
  must(entries != NULL, "read the bundle");
  for (struct dirent *entry; (entry = readdir(entries));)
    if (entry->d_name[0] != '.') copy(from, entry->d_name, to);
  closedir(entries);
  FILE *concept = fdopen(openat(to, "concept.txt", O_WRONLY | O_APPEND), "a");
  must(concept != NULL, "write the concept");
  fprintf(concept, "Bundle %d of process %d.\n", number, getpid());
  fclose(concept);
  syncfs(to);
  close(from), close(to);
}

// The next event that `wanted` likes; the time it was read.
static double await(int inotify, int wd, unsigned wanted, const char *prefix) {
  static char buffer[1 << 16] __attribute__((aligned(8)));
  static ssize_t filled = 0, at = 0;
  for (double until = now_ms() + PATIENCE_MS;;) {
    for (; at < filled;) {
      struct inotify_event *event = (struct inotify_event *)(buffer + at);
      at += (ssize_t)(sizeof *event + event->len);
      int named = event->len > 0 && strncmp(event->name, prefix, strlen(prefix)) == 0;
      if (event->wd == wd && event->mask & wanted && named) return now_ms();
    }
    struct pollfd ready = {inotify, POLLIN, 0};
    errno = ETIMEDOUT;
    must(now_ms() < until && poll(&ready, 1, PATIENCE_MS) > 0, "see the daemon adopt a bundle");
    filled = read(inotify, buffer, sizeof buffer);
    at = 0;
  }
}

// Moves every job of analyzing/ to held/.
static void hold_all(const char *spool) {
  char path[4096];
  snprintf(path, sizeof path, "%s/analyzing", spool);
  int from = open(path, O_RDONLY | O_DIRECTORY);
  snprintf(path, sizeof path, "%s/held", spool);
  int to = open(path, O_RDONLY | O_DIRECTORY);
  DIR *jobs = fdopendir(dup(from));
  must(jobs != NULL && to >= 0, "open analyzing and held");
  for (struct dirent *job; (job = readdir(jobs));)
    if (job->d_name[0] != '.') renameat2(from, job->d_name, to, job->d_name, RENAME_NOREPLACE);
  closedir(jobs);
  close(from), close(to);
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(double *all, int count) {
  qsort(all, (size_t)count, sizeof *all, ascending);
  return all[count / 2];
}

int main(int argc, char **argv) {
  static double look[MOST], durable[MOST];
  int count = argc == 4 ? atoi(argv[3]) : 0;
  if (count < 1 || count > MOST) return fprintf(stderr, "usage: drop SPOOL BUNDLE COUNT (1 to %d)\n", MOST), 100;
  char inbox[3900], outside[4000], inside[4000];
  snprintf(inbox, sizeof inbox, "%s/inbox", argv[1]);
  int inotify = inotify_init1(IN_CLOEXEC), folder = inotify_add_watch(inotify, inbox, IN_MOVED_TO);
  must(folder >= 0, "watch the inbox");
  for (int n = 0; n < count; n++) {
    snprintf(outside, sizeof outside, "%s.drop-%d-%d", argv[1], getpid(), n);
    snprintf(inside, sizeof inside, "%s/drop-%d-%d", inbox, getpid(), n);
    prepare(argv[2], outside, n);
    int bundle = inotify_add_watch(inotify, outside, IN_DELETE);
    double dropped = now_ms();
    must(rename(outside, inside) == 0, "drop");
    double looked = await(inotify, folder, IN_MOVED_TO, ".taken-");
    durable[n] = await(inotify, bundle, IN_DELETE, "") - looked;
    look[n] = looked - dropped;
    hold_all(argv[1]);
    usleep(300000); // the daemon lets go of the job: not a part of what is measured
  }
  printf("%.3f %.3f\n", median(look, count), median(durable, count));
}
