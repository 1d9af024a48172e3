/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-session.h"

#include "nh-widget-util.h"

struct _NhSession
{
  GObject parent_instance;

  NhLedger *ledger; /* owned */
  gint64 unit;
  int year;
  NhOutline *outline;        /* owned, nullable */
  GCancellable *cancellable; /* owned, nullable: of the outline being read */
  gboolean again;
  GArray *unguarded; /* owned: of NhUnitYear */
};

G_DEFINE_FINAL_TYPE (NhSession, nh_session, G_TYPE_OBJECT)

static void
on_outline (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhOutline) outline = nh_outline_finish (NH_LEDGER (source), result, &error);
  gboolean again = self->again;

  if (self->cancellable != g_task_get_cancellable (G_TASK (result)))
    return; /* superseded by a newer read */
  g_clear_object (&self->cancellable);
  self->again = FALSE;
  if (outline == NULL)
    {
      if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_signal_emit_by_name (self, "failed", error->message);
      return;
    }
  g_clear_pointer (&self->outline, nh_outline_free);
  self->outline = g_steal_pointer (&outline);
  g_signal_emit_by_name (self, "outline-changed");
  if (again)
    nh_session_read_outline (self);
}

void
nh_session_read_outline (NhSession *self)
{
  g_return_if_fail (NH_IS_SESSION (self));
  if (self->cancellable != NULL)
    {
      self->again = TRUE;
      return;
    }
  self->cancellable = g_cancellable_new ();
  nh_outline_async (self->ledger, self->unit, self->year, self->cancellable, on_outline, g_object_ref (self));
}

static void
nh_session_dispose (GObject *object)
{
  NhSession *self = NH_SESSION (object);

  nh_session_close (self);
  g_clear_object (&self->ledger);
  g_clear_pointer (&self->outline, nh_outline_free);
  g_clear_pointer (&self->unguarded, g_array_unref);
  G_OBJECT_CLASS (nh_session_parent_class)->dispose (object);
}

static void
nh_session_class_init (NhSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_session_dispose;
  NH_SIGNAL ("view-changed", G_TYPE_FROM_CLASS (klass), 0);
  NH_SIGNAL ("outline-changed", G_TYPE_FROM_CLASS (klass), 0);
  NH_SIGNAL ("failed", G_TYPE_FROM_CLASS (klass), 1, G_TYPE_STRING);
}

static void
nh_session_init (NhSession *self)
{
  self->unguarded = g_array_new (FALSE, FALSE, sizeof (NhUnitYear));
}

NhSession *
nh_session_new (NhLedger *ledger, int year)
{
  NhSession *self = g_object_new (NH_TYPE_SESSION, NULL);

  g_return_val_if_fail (NH_IS_LEDGER (ledger), self);
  self->ledger = g_object_ref (ledger);
  self->unit = nh_ledger_get_unit (ledger);
  self->year = year;
  g_signal_connect_object (ledger, "changed", G_CALLBACK (nh_session_read_outline), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ledger, "catalog-changed", G_CALLBACK (nh_session_read_outline), self, G_CONNECT_SWAPPED);
  return self;
}

void
nh_session_close (NhSession *self)
{
  g_return_if_fail (NH_IS_SESSION (self));
  nh_cancel (&self->cancellable);
  if (self->ledger != NULL)
    g_signal_handlers_disconnect_by_data (self->ledger, self);
}

gboolean
nh_session_is_read_only (NhSession *self)
{
  return nh_ledger_is_read_only (nh_session_get_ledger (self));
}

NhLedger *
nh_session_get_ledger (NhSession *self)
{
  g_return_val_if_fail (NH_IS_SESSION (self), NULL);
  return self->ledger;
}

NhCatalog *
nh_session_get_catalog (NhSession *self)
{
  g_return_val_if_fail (NH_IS_SESSION (self), NULL);
  return nh_ledger_get_catalog (self->ledger);
}

gint64
nh_session_get_unit (NhSession *self)
{
  g_return_val_if_fail (NH_IS_SESSION (self), 0);
  return self->unit;
}

int
nh_session_get_year (NhSession *self)
{
  g_return_val_if_fail (NH_IS_SESSION (self), 0);
  return self->year;
}

void
nh_session_set_view (NhSession *self, gint64 unit, int year)
{
  g_return_if_fail (NH_IS_SESSION (self));
  if (self->unit == unit && self->year == year)
    return;
  self->unit = unit;
  self->year = year;
  if (self->outline != NULL)
    {
      /* Of the previous view; the new outline brings what is right. */
      g_clear_object (&self->outline->season);
      self->outline->locked = FALSE;
      self->outline->deadline = NH_DATE_NONE;
    }
  g_signal_emit_by_name (self, "view-changed");
  nh_cancel (&self->cancellable);
  nh_session_read_outline (self);
}

gboolean
nh_session_has_below (NhSession *self)
{
  const NhUnit *unit;

  g_return_val_if_fail (NH_IS_SESSION (self), FALSE);
  unit = nh_catalog_get_unit (nh_session_get_catalog (self), self->unit);
  return unit != NULL && unit->level < NH_LEVEL_COMMUNE;
}

const NhOutline *
nh_session_get_outline (NhSession *self)
{
  g_return_val_if_fail (NH_IS_SESSION (self), NULL);
  return self->outline;
}

NhRecord *
nh_session_get_season (NhSession *self)
{
  g_return_val_if_fail (NH_IS_SESSION (self), NULL);
  return self->outline != NULL ? self->outline->season : NULL;
}

gboolean
nh_session_is_locked (NhSession *self, const NhRecordType *type)
{
  g_return_val_if_fail (NH_IS_SESSION (self), FALSE);
  return !type->beside && self->outline != NULL && self->outline->locked;
}

gboolean
nh_session_is_open (NhSession *self, const NhRecordType *type)
{
  return !nh_session_is_read_only (self) && !nh_session_is_locked (self, type);
}

gboolean
nh_session_has_received (NhSession *self, gint64 unit, int year)
{
  g_return_val_if_fail (NH_IS_SESSION (self), FALSE);
  return self->outline != NULL && nh_unit_years_have (self->outline->received, unit, year);
}

gboolean
nh_session_has_accepted (NhSession *self, gint64 unit, int year)
{
  g_return_val_if_fail (NH_IS_SESSION (self), FALSE);
  return self->outline != NULL && nh_unit_years_have (self->outline->accepted, unit, year);
}

gboolean
nh_session_guards (NhSession *self, gint64 unit, int year)
{
  return nh_session_has_received (self, unit, year) && !nh_unit_years_have (self->unguarded, unit, year);
}

void
nh_session_end_guard (NhSession *self, gint64 unit, int year)
{
  const NhUnitYear ended = { unit, year };

  g_return_if_fail (NH_IS_SESSION (self));
  g_array_append_val (self->unguarded, ended);
}
