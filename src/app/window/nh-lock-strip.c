/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-lock-strip.h"

#include "nh-i18n.h"
#include "nh-supplement.h"
#include "nh-widget-util.h"

#define SESSION "nh-session"
#define TYPE "nh-type"
#define ICON "nh-icon"
#define TEXT "nh-text"
#define BUTTON "nh-button"

static void
show (GtkWidget *strip)
{
  NhSession *session = g_object_get_data (G_OBJECT (strip), SESSION);
  const NhRecordType *type = g_object_get_data (G_OBJECT (strip), TYPE);
  const NhUnit *unit = nh_catalog_get_unit (nh_session_get_catalog (session), nh_session_get_unit (session));
  gboolean locked = type != NULL && nh_session_is_locked (session, type);
  gboolean received = unit != NULL && nh_session_has_received (session, unit->id, nh_session_get_year (session));
  gboolean accepted = received && nh_session_has_accepted (session, unit->id, nh_session_get_year (session));
  g_autofree char *text =
      locked || unit == NULL
          ? g_strdup_printf (_ ("The province has accepted the report of %d: it is locked, nothing is changed in it."),
                             nh_session_get_year (session))
          : g_strdup_printf (
                accepted ? _ ("%s has handed these figures in, and they are accepted: its reply says so "
                              "if it was saved. Ask it for a change on the page “Reception”.")
                         : _ ("%s has handed these figures in. Ask it for a change on the page “Reception”: its next "
                              "version takes back what is changed here."),
                unit->title);

  gtk_label_set_text (g_object_get_data (G_OBJECT (strip), TEXT), text);
  gtk_image_set_from_icon_name (g_object_get_data (G_OBJECT (strip), ICON),
                                locked ? "changes-prevent-symbolic" : "dialog-information-symbolic");
  gtk_widget_set_visible (g_object_get_data (G_OBJECT (strip), BUTTON), locked && !nh_session_is_read_only (session));
  gtk_widget_set_visible (strip, locked || (type != NULL && !type->beside && received));
}

static void
open_again (GtkWidget *strip)
{
  nh_supplement_ask (strip, g_object_get_data (G_OBJECT (strip), SESSION));
}

void
nh_lock_strip_set_type (GtkWidget *strip, const NhRecordType *type)
{
  g_object_set_data (G_OBJECT (strip), TYPE, (gpointer) type);
  show (strip);
}

GtkWidget *
nh_lock_strip_new (NhSession *session)
{
  GtkWidget *text = nh_label_new (NULL, NULL, TRUE), *button = gtk_button_new_with_mnemonic (_ ("S_upplement…"));
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *strip = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 10, icon, text, button, NULL);

  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (strip, "nh-strip");
  g_object_set_data_full (G_OBJECT (strip), SESSION, g_object_ref (session), g_object_unref);
  g_object_set_data (G_OBJECT (strip), ICON, icon);
  g_object_set_data (G_OBJECT (strip), TEXT, text);
  g_object_set_data (G_OBJECT (strip), BUTTON, button);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_again), strip, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "outline-changed", G_CALLBACK (show), strip, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "view-changed", G_CALLBACK (show), strip, G_CONNECT_SWAPPED);
  show (strip);
  return strip;
}
