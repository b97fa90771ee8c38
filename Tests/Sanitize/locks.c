// SPDX-License-Identifier: Apache-2.0
//
// Tells the thread sanitizer what Swift's Mutex does when it has to wait. The quick way in and out of a Mutex is atomic
// operations in our own code, which the sanitizer sees. The slow way lies in libswiftSynchronization, which is not built for
// it: there the kernel writes the lock's word (futex(2), FUTEX_LOCK_PI), and every access behind a contended Mutex looks
// like a race. These functions stand before the three slow ones (LD_PRELOAD), call them, and say what was ordered by them.
// Nothing is suppressed: an access without the lock is reported as ever; run.sh plants one first.
//
// The word of the lock is what both ways are told by, so a quick unlock and a slow lock meet.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *self
// Absent in programs that were not built for the sanitizer.
extern void __tsan_acquire(void *) __attribute__((weak));
extern void __tsan_release(void *) __attribute__((weak));

// Synchronization._MutexHandle._lockSlow(UInt32), ._tryLockSlow() -> Bool, ._unlockSlow()
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

SWIFT void lock_slow(uint32_t thread, SELF) __asm__(LOCK);
SWIFT void lock_slow(uint32_t thread, SELF) {
  SWIFT void (*real)(uint32_t, SELF) = dlsym(RTLD_NEXT, LOCK);
  real(thread, self);
  if (__tsan_acquire) __tsan_acquire(self);
}

SWIFT _Bool try_slow(SELF) __asm__(TRY);
SWIFT _Bool try_slow(SELF) {
  SWIFT _Bool (*real)(SELF) = dlsym(RTLD_NEXT, TRY);
  _Bool taken = real(self);
  if (taken && __tsan_acquire) __tsan_acquire(self);
  return taken;
}

SWIFT void unlock_slow(SELF) __asm__(UNLOCK);
SWIFT void unlock_slow(SELF) {
  SWIFT void (*real)(SELF) = dlsym(RTLD_NEXT, UNLOCK);
  if (__tsan_release) __tsan_release(self);
  real(self);
}
