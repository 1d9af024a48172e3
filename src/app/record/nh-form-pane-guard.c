/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that a unit has handed in are its own: who changes them here is asked first. */
#include "nh-form-pane-private.h"

#include "nh-dialog.h"
#include "nh-i18n.h"
#include "nh-remark-dialog.h"

typedef struct
{
  NhFormPane *pane; /* owned */
  gint64 unit;
  guint change; /* the button for that; those before it ask the unit */
  NhLeft then;
  gpointer data;
} Asking;

/* The only field that is another one than before, so that what was typed becomes what is proposed; -1: none, or
 * several.
 */
static int
find_changed (NhFormPane *self)
{
  g_autoptr (GArray) fields = nh_record_diff (nh_form_pane_get_base (self), self->draft);

  return fields->len == 1 && g_array_index (fields, guint, 0) < self->type->n_fields
             ? (int) g_array_index (fields, guint, 0)
             : -1;
}

static void
ask_unit (NhFormPane *self)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  int field = find_changed (self);
  g_autofree char *value = field >= 0
                               ? nh_record_format (self->draft, (guint) field, nh_session_get_catalog (self->session))
                               : NULL;

  g_ptr_array_add (records, g_object_ref (nh_form_pane_get_base (self)));
  if (field >= 0)
    nh_form_pane_discard (self);
  nh_remark_dialog_show (GTK_WIDGET (self), nh_session_get_ledger (self->session), records, field, value);
}

static void
on_answered (guint button, gpointer data)
{
  g_autofree Asking *asking = data;
  g_autoptr (NhFormPane) self = asking->pane;
  gboolean may = button == asking->change;

  if (may)
    nh_session_end_guard (self->session, asking->unit);
  else if (button < asking->change)
    ask_unit (self);
  asking->then (may, asking->data);
}

/* 0: none. */
static gint64
get_guarded_unit (NhFormPane *self)
{
  NhRecord *records[] = { self->origin, self->draft };

  for (guint i = 0; i < G_N_ELEMENTS (records) && !self->type->beside; i++)
    if (records[i] != NULL && nh_session_guards (self->session, nh_record_get_info (records[i])->unit))
      return nh_record_get_info (records[i])->unit;
  return 0;
}

gboolean
nh_form_pane_is_guarded (NhFormPane *self)
{
  g_return_val_if_fail (NH_IS_FORM_PANE (self), FALSE);
  return get_guarded_unit (self) != 0;
}

void
nh_form_pane_ask_guard (NhFormPane *self, NhLeft then, gpointer data)
{
  const char *const buttons[] = { _ ("Ask the _unit…"), _ ("Change it _here"), _ ("_Cancel"), NULL };
  gboolean known = nh_form_pane_get_id (self) != 0; /* to the unit, too */
  const NhUnit *unit;
  g_autofree char *title = NULL;
  Asking *asking;

  g_return_if_fail (NH_IS_FORM_PANE (self));
  unit = nh_catalog_get_unit (nh_session_get_catalog (self->session), get_guarded_unit (self));
  title = g_strdup_printf (_ ("%s has handed these figures in."), unit != NULL ? unit->title : "?");
  asking = g_new0 (Asking, 1);
  asking->pane = g_object_ref (self);
  asking->unit = unit != NULL ? unit->id : 0;
  asking->change = known ? 1 : 0;
  asking->then = then;
  asking->data = data;
  nh_dialog_ask (GTK_WIDGET (self), title,
                 _ ("What is changed here is not changed in the ledger of the unit, and its next version takes the "
                    "change back. Ask the unit for the change: it goes out with the reply. This is asked once for each "
                    "unit."),
                 known ? buttons : buttons + 1, known ? 0 : 1, on_answered, asking);
}
