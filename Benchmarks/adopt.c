// SPDX-License-Identifier: Apache-2.0
//
// What adoption costs at least: a small C program that copies and hashes a bundle and makes the same flushes, in the
// same order, as Sources/Inbox/Adoption.swift and Sources/Spool/Durable.swift. The daemon is measured against it.
//
//   adopt SPOOL BUNDLE COUNT     BUNDLE is a folder of regular files; SPOOL is made, on the disk that is to be measured
//
// Prints the median of COUNT bundles, in milliseconds, from the bundle in the inbox to the durable job folder.

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { BUFFER = 1 << 20, MOST = 10000 };

static void must(int ok, const char *what) {
  if (ok) return;
  fprintf(stderr, "unable to %s: %s\n", what, strerror(errno));
  exit(111);
}

static int folder(int parent, const char *name) {
  int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  must(fd >= 0, name);
  return fd;
}

static int new_folder(int parent, const char *name) {
  must(mkdirat(parent, name, 0770) == 0 || errno == EEXIST, name);
  return folder(parent, name);
}

static void move(int from, const char *name, int to, const char *as) {
  must(renameat2(from, name, to, as, RENAME_NOREPLACE) == 0, "rename");
  must(fsync(to) == 0, "sync a folder");
  if (from != to) must(fsync(from) == 0, "sync a folder");
}

static void write_all(int fd, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t sent = write(fd, bytes, count);
    must(sent > 0, "write");
    bytes += sent;
    count -= (size_t)sent;
  }
}

// Copies one file while hashing it; with `sync`, the copy is flushed. The digest goes to `hex`.
static void copy(int from, const char *name, int to, int sync, char hex[65]) {
  static char buffer[BUFFER];
  unsigned char digest[32];
  int in = openat(from, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  int out = openat(to, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0660);
  must(in >= 0 && out >= 0, name);
  EVP_MD_CTX *hash = EVP_MD_CTX_new();
  EVP_DigestInit_ex(hash, EVP_sha256(), NULL);
  ssize_t got;
  while ((got = read(in, buffer, BUFFER)) > 0) {
    EVP_DigestUpdate(hash, buffer, (size_t)got);
    write_all(out, buffer, (size_t)got);
  }
  must(got == 0, "read");
  if (sync) must(fsync(out) == 0, "sync a file");
  must(close(out) == 0 && close(in) == 0, "close");
  EVP_DigestFinal_ex(hash, digest, NULL);
  EVP_MD_CTX_free(hash);
  for (int n = 0; n < 32; n++) sprintf(hex + 2 * n, "%02x", digest[n]);
}

// Every file of one folder into another; the digests, with the names, become lines of `ticket`.
static void copy_all(int from, int to, int sync, FILE *ticket) {
  char hex[65];
  DIR *entries = fdopendir(dup(from));
  must(entries != NULL, "list the bundle");
  rewinddir(entries);
  for (struct dirent *entry; (entry = readdir(entries));) {
    if (entry->d_name[0] == '.') continue;
    copy(from, entry->d_name, to, sync, hex);
    if (ticket) fprintf(ticket, "\"%s\": \"%s\",\n", entry->d_name, hex);
  }
  closedir(entries);
}

static void add_ticket(int draft, const char *text, size_t length) {
  int fd = openat(draft, "job.json", O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0660);
  must(fd >= 0, "create job.json");
  write_all(fd, text, length);
  must(fsync(fd) == 0 && close(fd) == 0, "sync job.json");
}

// The measured part: bundle `name` of the inbox becomes job `name` of analyzing.
static void adopt(int inbox, int tmp, int analyzing, const char *name, const char *taken) {
  char *text;
  size_t length;
  FILE *ticket = open_memstream(&text, &length);
  must(renameat2(inbox, name, inbox, taken, RENAME_NOREPLACE) == 0, "take the bundle");
  int bundle = folder(inbox, taken), draft = new_folder(tmp, name), source = new_folder(draft, "source");
  copy_all(bundle, source, 1, ticket);
  fclose(ticket);
  add_ticket(draft, text, length);
  must(fsync(source) == 0 && fsync(draft) == 0, "sync the job");
  move(tmp, name, analyzing, name);
  close(bundle), close(draft), close(source);
  free(text);
}

static double now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int main(int argc, char **argv) {
  static double took[MOST];
  int count = argc == 4 ? atoi(argv[3]) : 0;
  if (count < 1 || count > MOST) return fprintf(stderr, "usage: adopt SPOOL BUNDLE COUNT (1 to %d)\n", MOST), 100;
  umask(0007);
  int spool = new_folder(AT_FDCWD, argv[1]), original = folder(AT_FDCWD, argv[2]);
  int inbox = new_folder(spool, "inbox"), tmp = new_folder(spool, "tmp"), analyzing = new_folder(spool, "analyzing");
  for (int n = 0; n < count; n++) {
    char name[64], taken[80];
    snprintf(name, sizeof name, "bundle-%d-%d", getpid(), n);
    snprintf(taken, sizeof taken, ".taken-%s", name);
    int bundle = new_folder(inbox, name);
    copy_all(original, bundle, 0, NULL);
    close(bundle);
    syncfs(spool);
    double start = now_ms();
    adopt(inbox, tmp, analyzing, name, taken);
    took[n] = now_ms() - start;
  }
  qsort(took, (size_t)count, sizeof took[0], ascending);
  printf("%.3f\n", took[count / 2]);
}
