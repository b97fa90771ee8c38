// SPDX-License-Identifier: Apache-2.0
//
// Fills a spool: jobs in done/ that look like finished ones to whoever lists them, and bundles in inbox/ that look whole.
//
//   crowd SPOOL JOBS BUNDLES     SPOOL exists, with its folders

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void must(int ok, const char *what) {
  if (ok) return;
  fprintf(stderr, "unable to make %s: %s\n", what, strerror(errno));
  exit(111);
}

static void folder(const char *path) { must(mkdir(path, 0770) == 0, path); }

static void file(const char *path, const char *bytes, size_t count) {
  int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0660);
  must(fd >= 0 && write(fd, bytes, count) == (ssize_t)count && close(fd) == 0, path);
}

static void finished(const char *spool, int number) {
  static const char *const parts[] = {"", "/shots", "/shots/todo", "/shots/drawn", "/shots/ready", "/cuts", "/cuts/1"};
  char path[4096], ticket[1024];
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    snprintf(path, sizeof path, "%s/done/old-%08d%s", spool, number, parts[i]);
    folder(path);
  }
  int count = snprintf(ticket, sizeof ticket,
                       "{\"title\":\"old\",\"owner\":{\"uid\":0,\"name\":\"root\"},\"digest\":\"%064d\",\"options\":{},"
                       "\"adopted\":\"2026-01-01T00:00:00.000Z\",\"source\":{\"references\":[],\"extras\":[]},"
                       "\"taken\":[],\"attempts\":0,\"interruptions\":0,\"reviewed\":[]}\n",
                       number);
  snprintf(path, sizeof path, "%s/done/old-%08d/job.json", spool, number);
  file(path, ticket, (size_t)count);
}

// Of a song only its name and size are looked at before it is a job.
static void waiting(const char *spool, int number) {
  static char song[20000];
  char path[4096];
  snprintf(path, sizeof path, "%s/inbox/new-%08d", spool, number);
  folder(path);
  memset(song, 'x', sizeof song);
  snprintf(song, sizeof song, "%08d", number);
  snprintf(path, sizeof path, "%s/inbox/new-%08d/song.wav", spool, number);
  file(path, song, sizeof song);
  snprintf(path, sizeof path, "%s/inbox/new-%08d/concept.txt", spool, number);
  file(path, "a fox\n", 6);
}

int main(int count, char **words) {
  if (count != 4) return 100;
  for (int i = 0; i < atoi(words[2]); i++) finished(words[1], i);
  for (int i = 0; i < atoi(words[3]); i++) waiting(words[1], i);
  return 0;
}
