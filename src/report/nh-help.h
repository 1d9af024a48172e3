/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-sheet.h"

/* The user's guide, Vietnamese data (data/help/huong-dan.txt): a topic begins with "# NAMES TITLE", and each line below
 * is a paragraph. "1. …" is a step, and `…` is a key or what is typed. */
typedef struct
{
  const char *names; /* "history,bin": pages of the window that it explains, or a name of its own */
  const char *title;
  const char *const *lines; /* NULL-terminated */
} NhHelpTopic;

/* All topics in their order, of const NhHelpTopic *. (transfer none) */
GPtrArray *nh_help_get_topics (void);
/* The length of the number that begins a step, "12. "; 0: @line is no step. */
gsize nh_help_get_step (const char *line);
/* The whole guide, to be printed. (transfer full) */
NhSheet *nh_help_make_sheet (void);
