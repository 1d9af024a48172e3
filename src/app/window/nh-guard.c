/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-guard.h"

#include "nh-dialog.h"
#include "nh-i18n.h"
#include "nh-number.h"

typedef struct
{
  GtkWidget *over;    /* owned */
  NhSession *session; /* owned */
  GArray *units;      /* owned: of gint64 */
  void (*ask_unit) (gpointer over);
  NhGuardAnswered then;
  gpointer data;
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->over);
  g_object_unref (asking->session);
  g_array_unref (asking->units);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static void
on_answered (guint button, gpointer data)
{
  g_autoptr (Asking) asking = data;
  guint change = asking->ask_unit != NULL ? 1 : 0; /* the button for that; the one before it asks the unit */
  gboolean may = button == change;

  for (guint i = 0; may && i < asking->units->len; i++)
    nh_session_end_guard (asking->session, g_array_index (asking->units, gint64, i));
  if (button < change)
    asking->ask_unit (asking->over);
  asking->then (may, asking->data);
}

void
nh_guard_add (NhSession *session, GArray *guarded, const NhRecordType *type, gint64 unit)
{
  for (guint i = 0; i < guarded->len; i++)
    if (g_array_index (guarded, gint64, i) == unit)
      return;
  if (!type->beside && nh_session_guards (session, unit))
    g_array_append_val (guarded, unit);
}

/* (transfer full) */
static char *
say_who (NhSession *session, GArray *units)
{
  const NhUnit *unit = nh_catalog_get_unit (nh_session_get_catalog (session), g_array_index (units, gint64, 0));
  g_autofree char *number = nh_number_format (units->len);

  if (units->len > 1)
    return g_strdup_printf (
        ngettext ("%s unit has handed these figures in.", "%s units have handed these figures in.", units->len),
        number);
  return g_strdup_printf (_ ("%s has handed these figures in."), unit != NULL ? unit->title : "?");
}

void
nh_guard_ask (GtkWidget *over, NhSession *session, GArray *guarded, void (*ask_unit) (gpointer over),
              NhGuardAnswered then, gpointer data)
{
  const char *const buttons[] = { _ ("Ask the _unit…"), _ ("Change it _here"), _ ("_Cancel"), NULL };
  g_autofree char *title = NULL;
  Asking *asking;

  if (guarded->len == 0)
    {
      g_array_unref (guarded);
      then (TRUE, data);
      return;
    }
  title = say_who (session, guarded);
  asking = g_new0 (Asking, 1);
  asking->over = g_object_ref (over);
  asking->session = g_object_ref (session);
  asking->units = guarded;
  asking->ask_unit = ask_unit;
  asking->then = then;
  asking->data = data;
  nh_dialog_ask (over, title,
                 _ ("What is changed here is not changed in the ledger of the unit, and its next version takes the "
                    "change back. Ask the unit for the change: it goes out with the reply. This is asked once for each "
                    "unit."),
                 ask_unit != NULL ? buttons : buttons + 1, ask_unit != NULL ? 0 : 1, on_answered, asking);
}

void
nh_guard_ask_records (GtkWidget *over, NhSession *session, GPtrArray *records, NhGuardAnswered then, gpointer data)
{
  GArray *guarded = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < records->len; i++)
    nh_guard_add (session, guarded, nh_record_get_record_type (records->pdata[i]),
                  nh_record_get_info (records->pdata[i])->unit);
  nh_guard_ask (over, session, guarded, NULL, then, data);
}
