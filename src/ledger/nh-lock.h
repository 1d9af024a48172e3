/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* "NAME.ngayhoi.lock" beside the ledger names who has it open: computer, process, user, time. A plain file, because
 * system locks do not work across network shares. A lock of this computer is stale if its process is gone, or if the
 * process id was reused and nobody has the ledger file open; so is an empty one. One that cannot be read is held. */
typedef struct _NhLock NhLock;

/* Takes the lock. NH_ERROR_LOCKED names who has it and what to do; READ_ONLY when nothing can be written beside the
 * ledger.
 * @take_over: takes a lock of another computer too, after the user has been asked. */
NhLock *nh_lock_take (const char *path, gboolean take_over, GError **error);
/* Announces that another thread is about to release the lock: nh_lock_take() then waits instead of failing. NULL is
 * allowed. */
void nh_lock_announce (NhLock *self);
/* Releases the lock: removes the file if it is still ours. NULL is allowed. */
void nh_lock_release (NhLock *self);
char *nh_lock_get_path (const char *ledger_path); /* (transfer full) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhLock, nh_lock_release)
