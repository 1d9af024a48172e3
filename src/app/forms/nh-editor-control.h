/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-catalog.h"
#include "nh-kind.h"

/* How fields of a kind are entered: one row of a table indexed by NhKind. A control is a plain widget that only knows
 * its text, which nh_kind_parse() reads. */
typedef struct
{
  GtkWidget *(*make) (void);
  /* The widget that takes the focus and has the accessible name; nullable: the control itself. */
  GtkWidget *(*target) (GtkWidget *control);
  char *(*read) (GtkWidget *control);                 /* (transfer full) */
  void (*put) (GtkWidget *control, const char *text); /* may emit changes */
  /* Sets what may be chosen on a day; may emit changes; nullable. */
  void (*offer) (GtkWidget *control, const NhField *field, const NhValue *value, NhCatalog *catalog, NhDate on);
  /* Moves the focus to the next (previous) part of the control; FALSE at its end; nullable. */
  gboolean (*step) (GtkWidget *control, int delta);
  /* A line under the control about its text; nullable. Returns NULL for no line. (transfer full) */
  char *(*echo) (const NhField *field, const char *text);
  gboolean keeps_enter; /* Enter, Up and Down are the control's own */
  gboolean canonical;   /* read() and put() use canonical text, not text as typed */
} NhEditorKind;
