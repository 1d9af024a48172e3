/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-guard.h"

#include "nh-dialog.h"
#include "nh-i18n.h"
#include "nh-number.h"

typedef struct
{
  GtkWidget *over;    /* owned */
  NhSession *session; /* owned */
  GArray *guarded;    /* owned: of NhUnitYear */
  void (*ask_unit) (gpointer over);
  NhGuardAnswered then;
  gpointer data;
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->over);
  g_object_unref (asking->session);
  g_array_unref (asking->guarded);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static void
on_answered (guint button, gpointer data)
{
  g_autoptr (Asking) asking = data;
  guint change = asking->ask_unit != NULL ? 1 : 0; /* the button for that; the one before it asks the unit */
  gboolean may = button == change;

  for (guint i = 0; may && i < asking->guarded->len; i++)
    {
      const NhUnitYear *ended = &g_array_index (asking->guarded, NhUnitYear, i);

      nh_session_end_guard (asking->session, ended->unit, ended->year);
    }
  if (button < change)
    asking->ask_unit (asking->over);
  asking->then (may, asking->data);
}

GArray *
nh_guard_list_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (NhUnitYear));
}

void
nh_guard_add (NhSession *session, GArray *guarded, const NhRecordType *type, gint64 unit, int year)
{
  const NhUnitYear of = { unit, year };

  if (!type->beside && !nh_unit_years_have (guarded, unit, year) && nh_session_guards (session, unit, year))
    g_array_append_val (guarded, of);
}

/* (transfer full) */
static char *
say_who (NhSession *session, GArray *guarded, gboolean accepted)
{
  const NhUnit *unit = nh_catalog_get_unit (nh_session_get_catalog (session),
                                            g_array_index (guarded, NhUnitYear, 0).unit);
  g_autofree char *number = nh_number_format (guarded->len);

  if (guarded->len > 1)
    return g_strdup_printf (
        ngettext ("%s unit has handed these figures in.", "%s units have handed these figures in.", guarded->len),
        number);
  return g_strdup_printf (accepted ? _ ("%s has handed these figures in, and they are accepted.")
                                   : _ ("%s has handed these figures in."),
                          unit != NULL ? unit->title : "?");
}

static gboolean
has_accepted (NhSession *session, GArray *guarded)
{
  for (guint i = 0; i < guarded->len; i++)
    {
      const NhUnitYear *of = &g_array_index (guarded, NhUnitYear, i);

      if (nh_session_has_accepted (session, of->unit, of->year))
        return TRUE;
    }
  return FALSE;
}

/* What comes of changing it here. (transfer full) */
static char *
say_what (GArray *guarded, gboolean accepted)
{
  const char *of_accepted = guarded->len > 1
                                ? _ ("Some of them are accepted: what is changed here is no longer what was accepted, "
                                     "and what their replies say if they were saved. ")
                                : _ ("What is changed here is no longer what was accepted, and what the reply says if "
                                     "it was saved. ");

  return g_strconcat (
      accepted ? of_accepted : "",
      _ ("What is changed here is not changed in the ledger of the unit, and its next version takes the change back. "
         "Ask the unit for the change: it goes out with the reply. "),
      guarded->len > 1 ? _ ("If you change it here, you are not asked again for these units.")
                       : _ ("If you change it here, you are not asked again for this unit."),
      NULL);
}

void
nh_guard_ask (GtkWidget *over, NhSession *session, GArray *guarded, void (*ask_unit) (gpointer over),
              NhGuardAnswered then, gpointer data)
{
  const char *const buttons[] = { _ ("Ask the _unit…"), _ ("Change it _here"), _ ("_Cancel"), NULL };
  gboolean accepted = has_accepted (session, guarded);
  g_autofree char *title = NULL, *text = NULL;
  Asking *asking;

  if (guarded->len == 0)
    {
      g_array_unref (guarded);
      then (TRUE, data);
      return;
    }
  title = say_who (session, guarded, accepted);
  text = say_what (guarded, accepted);
  asking = g_new0 (Asking, 1);
  asking->over = g_object_ref (over);
  asking->session = g_object_ref (session);
  asking->guarded = guarded;
  asking->ask_unit = ask_unit;
  asking->then = then;
  asking->data = data;
  nh_dialog_ask (over, title, text, ask_unit != NULL ? buttons : buttons + 1, ask_unit != NULL ? 0 : 1, on_answered,
                 asking);
}

void
nh_guard_ask_records (GtkWidget *over, NhSession *session, GPtrArray *records, NhGuardAnswered then, gpointer data)
{
  GArray *guarded = nh_guard_list_new ();

  for (guint i = 0; i < records->len; i++)
    {
      const NhRecordInfo *info = nh_record_get_info (records->pdata[i]);

      nh_guard_add (session, guarded, nh_record_get_record_type (records->pdata[i]), info->unit, info->year);
    }
  nh_guard_ask (over, session, guarded, NULL, then, data);
}
