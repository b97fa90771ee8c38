// SPDX-License-Identifier: GPL-2.0-only

// reelspool-watch: folders to watch on stdin, hints about what changed in them on stdout.
//
// It is an executable of its own for two reasons. libinotifytools keeps its state in process-wide variables, so a
// restart is the only way to be rid of it; and its licence is GPL version 2 only, which the Apache-2.0 packages of the
// daemon cannot be linked with. Nothing here is worth more than a hint: whoever reads them looks at the folders.
//
// docs/watcher.md has the protocol.

import Glibc

exit(runWatcher())
