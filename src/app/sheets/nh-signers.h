/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The people who sign for the office, as the ledger keeps them (nh-setting.h, "signers"). */
typedef struct
{
  gboolean deputy; /* signs for the head: "KT." */
  char *rank;      /* "Trung tá" */
  char *name;
} NhSigner;

NhSigner *nh_signer_new (gboolean deputy, const char *rank, const char *name);
void nh_signer_free (NhSigner *self);
/* "Trung tá Nguyễn Văn An" (transfer full) */
char *nh_signer_title (const NhSigner *self);
/* "Trung tá Nguyễn Văn An (deputy)": for a choice (transfer full) */
char *nh_signer_line (const NhSigner *self);
/* (transfer full): of NhSigner */
GPtrArray *nh_signers_parse (const char *text);
char *nh_signers_format (GPtrArray *signers);
/* Returns the index in @signers. */
guint nh_signers_find_or_add (GPtrArray *signers, gboolean deputy, const char *rank, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhSigner, nh_signer_free)
