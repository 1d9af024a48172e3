/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-receive.h"

/* Receiving for a window: files and folders in one go, with what became of each. */

/* How far it is: shared by two threads, its numbers are atomic. */
typedef struct
{
  gint n_files; /* 0: not counted yet */
  gint n_done;
} NhReceiveProgress;

NhReceiveProgress *nh_receive_progress_new (void); /* (transfer full) */
NhReceiveProgress *nh_receive_progress_ref (NhReceiveProgress *self);
void nh_receive_progress_unref (NhReceiveProgress *self);

/* Packages among @paths: files as they are, and those in folders (and in the folders in them) that begin like a package
 * or have its name. (transfer full) */
GStrv nh_receive_list_files (const char *const *paths);
/* nh_receive() of those: of NhReception. @options is copied, but its callback is not called. */
NH_DECLARE_ASYNC (nh_receive_files, GPtrArray *, NhLedger *ledger, const char *const *paths,
                  const NhReceiveOptions *options, NhReceiveProgress *progress);
