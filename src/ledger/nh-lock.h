/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "NAME.ngayhoi.lock" beside the ledger says who has it open: computer, process, user, since when. A plain file, since locks of the
 * system do not reach across network shares and sticks. A lock of this computer opens by itself when its process is gone, or when
 * its number was taken by another program meanwhile (after a power cut): then nobody has the ledger itself open. */
typedef struct _NhLock NhLock;

/* Takes the lock. NH_ERROR_LOCKED names who has it and what to do; READ_ONLY when nothing can be written beside the ledger.
 * @take_over: takes a lock of another computer too, after the user has been asked. */
NhLock *nh_lock_take      (const char *path, gboolean take_over, GError **error);
/* The lock is about to be given back, by another thread: nh_lock_take() waits for that instead of refusing the ledger. NULL is allowed. */
void    nh_lock_announce  (NhLock *self);
/* Gives it back: removes the file when it is still ours. NULL is allowed. */
void    nh_lock_release   (NhLock *self);
char   *nh_lock_get_path  (const char *ledger_path);     /* (transfer full) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhLock, nh_lock_release)

G_END_DECLS
