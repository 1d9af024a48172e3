/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-preferences.h"

#include "nh-a11y-labels.h"
#include <math.h>

#include "nh-i18n.h"
#include "nh-appearance.h"
#include "nh-backup-place.h"
#include "nh-dialog.h"
#include "nh-platform.h"
#include "nh-settings.h"
#include "nh-template.h"
#include "nh-widget-util.h"

#define STEP 10 /* per cent */

struct _NhPreferences
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content, *restart, *no_place;
  GtkLabel *place, *place_hint;
  GtkDropDown *language, *colours;
  GtkRange *text_size;
  GtkSwitch *contrast, *acceleration;
  GtkEditable *person;
  gboolean filled; /* changes are the user's from now on */
  char *ledger;    /* owned, nullable: its path */
};

G_DEFINE_FINAL_TYPE (NhPreferences, nh_preferences, GTK_TYPE_WIDGET)

static void
on_language (NhPreferences *self)
{
  if (self->filled && gtk_drop_down_get_selected (self->language) != (guint) nh_i18n_get_language ())
    g_signal_emit_by_name (self, "language-requested");
}

static void
on_appearance (NhPreferences *self)
{
  if (!self->filled)
    return;
  nh_settings_set_colours ((NhColours) MIN (gtk_drop_down_get_selected (self->colours), NH_COLOURS_DARK));
  nh_settings_set_text_size ((int) lround (gtk_range_get_value (self->text_size) / STEP) * STEP);
  nh_settings_set_boolean (NH_SETTINGS_HIGH_CONTRAST, gtk_switch_get_active (self->contrast));
  nh_appearance_apply ();
}

static void
on_acceleration (NhPreferences *self)
{
  if (!self->filled)
    return;
  nh_settings_set_boolean (NH_SETTINGS_ACCELERATION, gtk_switch_get_active (self->acceleration));
  gtk_widget_set_visible (self->restart, TRUE);
}

static void
show_place (NhPreferences *self)
{
  const char *place = nh_settings_get_text (NH_SETTINGS_BACKUP_PLACE);
  /* A share is another disk, and one that is off must not be waited for. */
  gboolean same = *place != '\0' && self->ledger != NULL && !nh_platform_is_network (place) &&
                  nh_platform_is_same_disk (place, self->ledger);

  gtk_label_set_text (self->place, *place != '\0' ? place : _ ("Choose a folder…"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->place), *place != '\0' ? place : NULL);
  gtk_widget_set_visible (self->no_place, *place != '\0');
  gtk_label_set_text (self->place_hint,
                      same
                          ? _ ("This folder is on the disk of the ledger: where the disk breaks, both are lost. Better "
                               "choose a stick or another disk.")
                          : _ ("A stick or another disk, to which each backup is copied while it is there."));
  nh_widget_set_css_class (self->place_hint, "nh-conflict", same);
  nh_widget_set_css_class (self->place_hint, "dim-label", !same);
}

static void
on_place_chosen (const char *path, gpointer data)
{
  NhPreferences *self = data;

  nh_backup_place_set (path);
  show_place (self);
  g_signal_emit_by_name (self, "backup-place-chosen");
}

static void
on_place (NhPreferences *self)
{
  nh_dialog_choose_folder (GTK_WIDGET (self), _ ("Second place for backups"), on_place_chosen, g_object_ref (self),
                           g_object_unref);
}

static void
on_no_place (NhPreferences *self)
{
  nh_backup_place_set ("");
  show_place (self);
}

/* From the next change on. */
static void
on_person (NhPreferences *self)
{
  if (!self->filled)
    return;
  nh_settings_set_text (NH_SETTINGS_PERSON, gtk_editable_get_text (self->person));
  nh_platform_set_user_name (gtk_editable_get_text (self->person));
}

static char *
format_size (GtkScale *scale, double value, gpointer data)
{
  return g_strdup_printf ("%d %%", (int) lround (value / STEP) * STEP);
}

static void
fill (NhPreferences *self)
{
  gtk_drop_down_set_selected (self->language, nh_i18n_get_language ());
  gtk_drop_down_set_selected (self->colours, nh_settings_get_colours ());
  gtk_range_set_range (self->text_size, NH_TEXT_SIZE_MIN, NH_TEXT_SIZE_MAX);
  gtk_range_set_increments (self->text_size, STEP, STEP);
  gtk_range_set_value (self->text_size, nh_settings_get_text_size ());
  gtk_scale_set_format_value_func (GTK_SCALE (self->text_size), format_size, NULL, NULL);
  gtk_switch_set_active (self->contrast, nh_settings_get_boolean (NH_SETTINGS_HIGH_CONTRAST));
  gtk_editable_set_text (self->person, nh_settings_get_text (NH_SETTINGS_PERSON));
  gtk_switch_set_active (self->acceleration, nh_settings_get_boolean (NH_SETTINGS_ACCELERATION));
  show_place (self);
  self->filled = TRUE;
}

static void
nh_preferences_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NH_TYPE_PREFERENCES);
  g_clear_pointer (&NH_PREFERENCES (object)->ledger, g_free);
  G_OBJECT_CLASS (nh_preferences_parent_class)->dispose (object);
}

static void
nh_preferences_class_init (NhPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_preferences_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-preferences.ui");
  NH_BIND_CHILDREN (widget_class, NhPreferences, content, restart, language, colours, text_size, contrast, acceleration,
                    person, place, place_hint, no_place);
  NH_BIND_CALLBACKS (widget_class, on_language, on_appearance, on_acceleration, on_person, on_place, on_no_place);
  NH_SIGNAL ("language-requested", G_TYPE_FROM_CLASS (klass), 0);
  NH_SIGNAL ("backup-place-chosen", G_TYPE_FROM_CLASS (klass), 0);
}

static void
nh_preferences_init (NhPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nh_a11y_name_drop_down (self->language, _ ("_Language"));
  nh_a11y_name_drop_down (self->colours, _ ("_Colours"));
  fill (self);
}

void
nh_preferences_set_ledger (NhPreferences *self, const char *path)
{
  g_return_if_fail (NH_IS_PREFERENCES (self));
  g_free (self->ledger);
  self->ledger = g_strdup (path);
  show_place (self);
}
