/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that a unit has handed in are its own: who changes them here is asked first. */
#include "nh-form-pane-private.h"

#include "nh-dialog.h"
#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-remark-dialog.h"

typedef struct
{
  NhFormPane *pane; /* owned */
  GArray *units;    /* owned: of gint64 */
  guint change;     /* the button for that; those before it ask the unit */
  NhLeft then;
  gpointer data;
} Asking;

/* The only field that is another one than before, so that what was typed becomes what is proposed; -1: none, several,
 * or one that cannot be proposed.
 */
static int
find_changed (NhFormPane *self)
{
  g_autoptr (GArray) fields = nh_record_diff (nh_form_pane_get_base (self), self->draft);
  guint field = fields->len == 1 ? g_array_index (fields, guint, 0) : self->type->n_fields;

  return field < self->type->n_fields && self->type->fields[field].kind != NH_KIND_REFERENCE ? (int) field : -1;
}

/* What was typed is with the unit now. Ctrl+Z brings it back. */
static void
on_asked (GtkWidget *pane, int field)
{
  NhFormPane *self = NH_FORM_PANE (pane);

  if (field >= 0 && self->draft != NULL && find_changed (self) == field)
    nh_form_pane_put_aside (self);
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
  nh_remark_dialog_show (GTK_WIDGET (self), nh_session_get_ledger (self->session), records, field, value, on_asked);
}

static void
on_answered (guint button, gpointer data)
{
  g_autofree Asking *asking = data;
  g_autoptr (NhFormPane) self = asking->pane;
  g_autoptr (GArray) units = asking->units;
  gboolean may = button == asking->change;

  for (guint i = 0; may && i < units->len; i++)
    nh_session_end_guard (self->session, g_array_index (units, gint64, i));
  if (button < asking->change)
    ask_unit (self);
  asking->then (may, asking->data);
}

/* Those of @units (of gint64) whose records are guarded. (transfer full) */
static GArray *
list_guarded (NhFormPane *self, GArray *units)
{
  GArray *guarded = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < units->len && !self->type->beside; i++)
    if (nh_session_guards (self->session, g_array_index (units, gint64, i)))
      g_array_append_val (guarded, g_array_index (units, gint64, i));
  return guarded;
}

/* Of the record in the form: the unit that it had, and the one that it gets. (transfer full) */
static GArray *
list_own_guarded (NhFormPane *self)
{
  NhRecord *records[] = { self->origin, self->draft };
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    if (records[i] != NULL &&
        (i == 0 || units->len == 0 || g_array_index (units, gint64, 0) != nh_record_get_info (records[i])->unit))
      g_array_append_val (units, nh_record_get_info (records[i])->unit);
  return list_guarded (self, units);
}

/* (transfer full) */
static char *
say_who (NhFormPane *self, GArray *units)
{
  const NhUnit *unit = nh_catalog_get_unit (nh_session_get_catalog (self->session), g_array_index (units, gint64, 0));
  g_autofree char *number = nh_number_format (units->len);

  if (units->len > 1)
    return g_strdup_printf (
        ngettext ("%s unit has handed these figures in.", "%s units have handed these figures in.", units->len),
        number);
  return g_strdup_printf (_ ("%s has handed these figures in."), unit != NULL ? unit->title : "?");
}

/* @units: (transfer full). @one: the record in the form can be asked for, too. */
static void
ask (NhFormPane *self, GArray *units, gboolean one, NhLeft then, gpointer data)
{
  const char *const buttons[] = { _ ("Ask the _unit…"), _ ("Change it _here"), _ ("_Cancel"), NULL };
  g_autofree char *title = NULL;
  Asking *asking;

  if (units->len == 0)
    {
      g_array_unref (units);
      then (TRUE, data);
      return;
    }
  title = say_who (self, units);
  asking = g_new0 (Asking, 1);
  asking->pane = g_object_ref (self);
  asking->units = units;
  asking->change = one ? 1 : 0;
  asking->then = then;
  asking->data = data;
  nh_dialog_ask (GTK_WIDGET (self), title,
                 _ ("What is changed here is not changed in the ledger of the unit, and its next version takes the "
                    "change back. Ask the unit for the change: it goes out with the reply. This is asked once for each "
                    "unit."),
                 one ? buttons : buttons + 1, one ? 0 : 1, on_answered, asking);
}

gboolean
nh_form_pane_is_guarded (NhFormPane *self)
{
  g_autoptr (GArray) units = NULL;

  g_return_val_if_fail (NH_IS_FORM_PANE (self), FALSE);
  units = list_own_guarded (self);
  return units->len > 0;
}

void
nh_form_pane_ask_guard (NhFormPane *self, NhLeft then, gpointer data)
{
  g_return_if_fail (NH_IS_FORM_PANE (self));
  ask (self, list_own_guarded (self), nh_form_pane_get_id (self) != 0 /* known to the unit, too */, then, data);
}

void
nh_form_pane_ask_guard_of (NhFormPane *self, GArray *units, gboolean only, NhLeft then, gpointer data)
{
  g_return_if_fail (NH_IS_FORM_PANE (self));
  ask (self, list_guarded (self, units), only, then, data);
}
