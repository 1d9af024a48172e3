/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of a file: NhReception. */
#include "nh-receive.h"

#include <string.h>

#include "nh-indicator.h"
#include "nh-json.h"
#include "nh-text.h"

NhFigureChange *
nh_figure_change_new (const char *title, const char *before, const char *after)
{
  NhFigureChange *self = g_new0 (NhFigureChange, 1);

  self->title = title;
  self->before = g_strdup (before);
  self->after = g_strdup (after);
  return self;
}

void
nh_figure_change_free (NhFigureChange *self)
{
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

GPtrArray *
nh_figure_list_said (GArray *members)
{
  GPtrArray *said = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_figure_change_free);
  guint n;
  const NhIndicator *indicators = nh_indicators (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = g_strconcat ("figure.", indicators[i].code, NULL);
      const char *text = nh_json_get (members, key);

      if (text != NULL && *text != '\0' && strcmp (text, "0") != 0)
        g_ptr_array_add (said, nh_figure_change_new (indicators[i].title, "", text));
    }
  return said;
}

NhReception *
nh_reception_new (const char *path)
{
  NhReception *self = g_atomic_rc_box_new0 (NhReception);

  self->path = g_strdup (path);
  self->message = g_strdup ("");
  self->unit_name = g_strdup ("");
  self->hash = g_strdup ("");
  self->code = g_strdup ("");
  self->reason = g_strdup ("");
  self->nil = g_strdup ("");
  self->answers = nh_remark_read_answers ("");
  self->figures = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_figure_change_free);
  self->said = g_ptr_array_new ();
  return self;
}

void
nh_reception_describe (NhReception *self, const NhPackage *package)
{
  g_free (self->unit_name);
  self->unit_name = nh_text_clean (nh_package_get (package, "unit.name"));
  self->year = package->year;
  self->version = package->version.version;
  g_free (self->hash);
  self->hash = g_strdup (package->version.hash);
  g_free (self->code);
  self->code = nh_public_keys_get_code (&package->sender);
  g_free (self->reason);
  self->reason = nh_text_clean (nh_package_get (package, "reason"));
  g_free (self->nil);
  self->nil = nh_text_clean (nh_package_get (package, "nil"));
  g_ptr_array_unref (self->said);
  self->said = nh_figure_list_said (package->envelope->members);
}

static void
reception_clear (gpointer data)
{
  NhReception *self = data;

  g_free (self->path);
  g_free (self->message);
  g_free (self->unit_name);
  g_free (self->hash);
  g_free (self->code);
  g_free (self->reason);
  g_free (self->nil);
  g_ptr_array_unref (self->answers);
  nh_snapshot_result_clear (&self->records);
  g_ptr_array_unref (self->figures);
  g_ptr_array_unref (self->said);
}

NhReception *
nh_reception_ref (NhReception *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
nh_reception_unref (NhReception *self)
{
  g_atomic_rc_box_release_full (self, reception_clear);
}
