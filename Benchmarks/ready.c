// SPDX-License-Identifier: Apache-2.0
//
// How long a service takes from its start to READY=1 (sd_notify(3)).
//
//   ready PROGRAM ARGUMENTS...   prints its process id and the milliseconds; the program goes on

#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

int main(int count, char **words) {
  if (count < 2) return 100;
  struct sockaddr_un place = {.sun_family = AF_UNIX};
  int length = snprintf(place.sun_path + 1, sizeof place.sun_path - 1, "reelspool-ready-%d", (int)getpid());
  int socket_ = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  socklen_t size = (socklen_t)(sizeof place.sun_family + 1 + (size_t)length);
  if (socket_ < 0 || bind(socket_, (struct sockaddr *)&place, size)) return 111;
  char name[128];
  snprintf(name, sizeof name, "@%s", place.sun_path + 1);
  double began = now();
  pid_t child = fork();
  if (child == 0) {
    setenv("NOTIFY_SOCKET", name, 1);
    execv(words[1], words + 1);
    _exit(127);
  }
  char said[4096];
  for (ssize_t got; (got = recv(socket_, said, sizeof said - 1, 0)) > 0;) {
    said[got] = 0;
    if (!strstr(said, "READY=1")) continue;
    printf("%d %.1f\n", (int)child, now() - began);
    return 0;
  }
  return 111;
}
