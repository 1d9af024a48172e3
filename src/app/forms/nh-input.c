/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-input.h"

#define PREEDIT "nh-preedit"

static gboolean busy;

static void
on_preedit_changed (GtkWidget *text, const char *preedit)
{
  g_object_set_data_full (G_OBJECT (text), PREEDIT, g_strdup (preedit), g_free);
}

void
nh_input_watch (GtkWidget *widget)
{
  GtkWidget *text = widget;

  g_return_if_fail (GTK_IS_ENTRY (widget) || GTK_IS_TEXT_VIEW (widget));

  if (GTK_IS_ENTRY (widget))
    text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (widget)));
  g_signal_connect (text, "preedit-changed", G_CALLBACK (on_preedit_changed), NULL);
}

gboolean
nh_input_is_busy (void)
{
  return busy;
}

/* gtk_im_context_reset() drops the syllable with IBus; losing the focus commits it, synchronously. */
void
nh_input_commit (GtkWidget *focus)
{
  GtkRoot *root;

  if (focus == NULL || busy || !(GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus)))
    return;
  root = gtk_widget_get_root (focus);
  if (root == NULL || gtk_root_get_focus (root) != focus)
    return;

  busy = TRUE;
  gtk_root_set_focus (root, NULL);
  if (GTK_IS_TEXT (focus))
    gtk_text_grab_focus_without_selecting (GTK_TEXT (focus));
  else
    gtk_widget_grab_focus (focus);
  busy = FALSE;
}

char *
nh_input_peek (GtkWidget *entry)
{
  GtkEditable *text;
  const char *typed, *preedit, *cursor;

  g_return_val_if_fail (GTK_IS_ENTRY (entry), NULL);

  text = gtk_editable_get_delegate (GTK_EDITABLE (entry));
  typed = gtk_editable_get_text (text);
  preedit = g_object_get_data (G_OBJECT (text), PREEDIT);
  if (preedit == NULL || preedit[0] == '\0')
    return g_strdup (typed);
  cursor = g_utf8_offset_to_pointer (typed, gtk_editable_get_position (text));
  return g_strdup_printf ("%.*s%s%s", (int) (cursor - typed), typed, preedit, cursor);
}
