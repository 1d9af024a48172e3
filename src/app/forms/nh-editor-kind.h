/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-catalog.h"
#include "nh-kind.h"

G_BEGIN_DECLS

/* How a kind of field is entered: one row of the table an NhKind. A control is a plain widget; all it knows is its text, which
 * nh_kind_parse() reads. */
typedef struct
{
  GtkWidget *(*make)   (const NhField *field, const char *title);
  /* The widget that takes the focus and that assistive technology knows as the field. */
  GtkWidget *(*target) (GtkWidget *control);
  char      *(*read)   (GtkWidget *control);                          /* (transfer full) */
  void       (*put)    (GtkWidget *control, const char *text);        /* a raw text, without a signal of the clerk's */
  void       (*show)   (GtkWidget *control, const NhField *field, const NhValue *value, NhCatalog *catalog);
  /* What may be chosen on a day; nullable. */
  void       (*offer)  (GtkWidget *control, const NhField *field, const NhValue *value, NhCatalog *catalog, NhDate on);
  /* Focus to the part after (before) inside the control; FALSE at its end; nullable. */
  gboolean   (*step)   (GtkWidget *control, int delta);
  /* A line under the control about a text; NULL: nothing to say; nullable. (transfer full) */
  char      *(*echo)   (const NhField *field, const char *text);
  gboolean     keeps_enter;      /* Enter, Up and Down are the control's own */
} NhEditorKind;

const NhEditorKind *nh_editor_kind (NhKind kind);      /* NULL for a kind that is never entered */

/* Calls @changed (swapped, with @data) whenever the clerk changes the control. */
void  nh_editor_kind_connect (GtkWidget *control, GCallback changed, gpointer data);
/* The choice in a control that has the focus. (nullable) */
GtkWidget *nh_editor_kind_get_choice (GtkWidget *control);

G_END_DECLS
