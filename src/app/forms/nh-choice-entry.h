/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-catalog.h"

G_BEGIN_DECLS

/* One offer of a choice. */
typedef struct
{
  char *code;
  char *title;    /* what stands in the entry once it is chosen */
  char *detail;   /* small, beside the title in the list; NULL: none */
} NhChoice;

NhChoice *nh_choice_new (const char *code, const char *title, const char *detail);

/* What to offer for a text as typed so far, best first; "" offers everything in its usual order. (transfer full): of NhChoice, from
 * nh_choices_new(). */
typedef GPtrArray *(*NhChoiceFind) (const char *query, gpointer data);
GPtrArray *nh_choices_new (void);

/* An entry with a list that filters while one types, without diacritics, half-composed syllables included.
 *
 * F4, Alt+Down or the arrow opens it; Up and Down choose in it; Enter takes the marked offer; Tab takes it when it is the only one
 * or was chosen with the arrows; Esc closes it. A text that is none of the offers stays: it is for the caller to judge.
 *
 * Signals: "changed" (by the clerk, at each letter and when an offer is taken); "chosen" (const char *code). */
#define NH_TYPE_CHOICE_ENTRY (nh_choice_entry_get_type ())
G_DECLARE_FINAL_TYPE (NhChoiceEntry, nh_choice_entry, NH, CHOICE_ENTRY, GtkWidget)

GtkWidget  *nh_choice_entry_new         (void);
void        nh_choice_entry_set_find    (NhChoiceEntry *self, NhChoiceFind find, gpointer data, GDestroyNotify destroy);
/* Offers what a codebook has on a day. */
void        nh_choice_entry_set_codes   (NhChoiceEntry *self, NhCatalog *catalog, const char *list, NhDate on);
GtkWidget  *nh_choice_entry_get_entry   (NhChoiceEntry *self);    /* the GtkEntry */
const char *nh_choice_entry_get_text    (NhChoiceEntry *self);
void        nh_choice_entry_set_text    (NhChoiceEntry *self, const char *text);    /* says nothing */
gboolean    nh_choice_entry_is_open     (NhChoiceEntry *self);
void        nh_choice_entry_open        (NhChoiceEntry *self);    /* with everything, whatever is typed */
void        nh_choice_entry_close       (NhChoiceEntry *self);
guint       nh_choice_entry_get_n_shown (NhChoiceEntry *self);
/* The keys named above, for a parent that takes keys before its children. TRUE: used up; Enter and Tab never are. */
gboolean    nh_choice_entry_handle_key  (NhChoiceEntry *self, guint keyval, GdkModifierType state);

G_END_DECLS
