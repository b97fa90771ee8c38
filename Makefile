# SPDX-License-Identifier: Apache-2.0
#
#   make demo       a finished music video from an example, on a spool of its own; EXAMPLE=carousel or snowlight
#   make test       everything that can be tested here
#   make lint       the rules of form
#   make test-servers  the main job through real servers from PyPI (installed below .build; minutes the first time)
#   make torture    the farm is killed for an hour, and may lose nothing (KILLS, CUTS, MINUTES, SEED)
#   make test-unit  the installed service under a real systemd, in a container on this machine's own disk; needs root
#   make sanitize   the tests under the address and the thread sanitizer, each with a build of its own; an hour
#   make fuzz       every parser of foreign bytes, a minute in all (SECONDS_EACH, PARSERS, SEED)
#   make bench      the measurements that docs and README quote
#   make install    the service; DESTDIR and PREFIX as usual
#   make uninstall  takes it away again; the spool and the configuration stay

PREFIX     ?= /usr/local
SYSCONFDIR ?= /etc
UNITDIR    ?= $(PREFIX)/lib/systemd/system
SYSUSERS   ?= $(PREFIX)/lib/sysusers.d
TMPFILES   ?= $(PREFIX)/lib/tmpfiles.d
# What test-unit, torture and install take; with BUILD=debug what `make test` has built, and nothing is built twice.
BUILD       = release
# With the Swift runtime inside, the installed programs need no toolchain, and less memory.
RELEASE    ?= -c release --static-swift-stdlib

.PHONY: help demo build test test-servers test-unit lint torture sanitize fuzz bench dependencies release install uninstall clean

help:
	@sed -n 's/^#   //p' Makefile

dependencies:
	@scripts/install-dependencies.sh

build: dependencies
	swift build -c release

EXAMPLE    ?= night-drive
demo: build
	@examples/demo.sh '$(EXAMPLE)'

test: dependencies
	swift build --build-tests --explicit-target-dependency-import-check error
	swift test

test-servers: dependencies
	swift build
	scripts/test-servers.sh

# Root, systemd-nspawn (systemd-container) and a kernel that allows it; skipped with a reason where one is missing.
test-unit: dependencies
	swift build -c $(BUILD)
	@BUILD='$(BUILD)' scripts/test-unit.sh

lint: dependencies
	swift format lint --strict --recursive Sources Tests Package.swift
	scripts/lint-shell.sh
	scripts/lint-man.sh

# docs/promises.md says what it does. Power cuts need root, and are skipped with a reason without it.
KILLS   ?= 2000
CUTS    ?= 200
MINUTES ?= 0
SEED    ?= 1
torture: dependencies
	swift build -c $(BUILD)
	.build/$(BUILD)/torture --kills $(KILLS) --cuts $(CUTS) --minutes $(MINUTES) --seed $(SEED)

# SANITIZE=address or thread for one of them; TESTS=SpoolTests for one room.
SANITIZE ?= address thread
TESTS    ?= .
sanitize: dependencies
	for kind in $(SANITIZE); do Tests/Sanitize/run.sh $$kind '$(TESTS)' || exit 1; done

fuzz: dependencies
	@Tests/Fuzz/run.sh

bench: build
	@Benchmarks/run.sh

release: dependencies
	swift build $(RELEASE)

# The release is built by whoever you are; only the copying needs root: make release && sudo make install
install: scripts/install.sh
	@DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' SYSCONFDIR='$(SYSCONFDIR)' UNITDIR='$(UNITDIR)' SYSUSERS='$(SYSUSERS)' \
	  TMPFILES='$(TMPFILES)' BUILD='$(BUILD)' scripts/install.sh install

uninstall:
	@DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' SYSCONFDIR='$(SYSCONFDIR)' UNITDIR='$(UNITDIR)' SYSUSERS='$(SYSUSERS)' \
	  TMPFILES='$(TMPFILES)' scripts/install.sh uninstall

clean:
	swift package clean
