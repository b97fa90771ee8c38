// SPDX-License-Identifier: GPL-2.0-only
#pragma once
#include <stddef.h>
#include <sys/inotify.h>
#include <inotifytools/inotifytools.h>
