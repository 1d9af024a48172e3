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

/* --- one key after the other ------------------------------------------------------------------------------------------- */

#define TURNS "nh-turns"

/* IBus waits for its engine in a main loop of its own, and GTK hands out the next keys meanwhile. When the program was busy for a moment
 * and several keys are waiting, a Tab would overtake the letters before it, and those would be lost. */
typedef struct
{
  GSource     source;
  GdkDisplay *display;
  GQueue      held;        /* of GdkEvent: the keys that wait, in order */
  gboolean    called;      /* the first of them is on its way again */
  guint       missed;      /* source that notes that it never came */
  int         depth;       /* of main loops in which a key is being handled; 0: none is */
} Turns;

static gboolean
is_next (Turns *turns)
{
  if (g_main_depth () < turns->depth)
    turns->depth = 0;
  return turns->depth == 0 && !turns->called && !g_queue_is_empty (&turns->held);
}

static gboolean
turns_prepare (GSource *source, int *timeout)
{
  *timeout = -1;
  return is_next ((Turns *) source);
}

static gboolean
turns_check (GSource *source)
{
  return is_next ((Turns *) source);
}

static void
take_first (Turns *turns)
{
  g_clear_handle_id (&turns->missed, g_source_remove);
  gdk_event_unref (g_queue_pop_head (&turns->held));
  turns->called = FALSE;
}

/* GDK has handed out all it had: the key went to another window, to a question that had opened. */
static gboolean
on_missed (gpointer data)
{
  Turns *turns = data;

  turns->missed = 0;
  take_first (turns);
  return G_SOURCE_REMOVE;
}

static gboolean
turns_dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  Turns *turns = (Turns *) source;

  turns->called = TRUE;
  turns->missed = g_idle_add_full (GDK_PRIORITY_EVENTS + 1, on_missed, turns, NULL);
  gdk_display_put_event (turns->display, g_queue_peek_head (&turns->held));
  return G_SOURCE_CONTINUE;
}

static void
turns_finalize (GSource *source)
{
  g_queue_clear_full (&((Turns *) source)->held, (GDestroyNotify) gdk_event_unref);
}

static GSourceFuncs turns_funcs = { turns_prepare, turns_check, turns_dispatch, turns_finalize, NULL, NULL };

static void
turns_free (gpointer data)
{
  Turns *turns = data;

  g_clear_handle_id (&turns->missed, g_source_remove);
  g_source_destroy (&turns->source);
  g_source_unref (&turns->source);
}

/* GTK may pass on a copy. */
static gboolean
is_called (Turns *turns, GdkEvent *event)
{
  GdkEvent *first = g_queue_peek_head (&turns->held);

  return turns->called && gdk_event_get_event_type (event) == gdk_event_get_event_type (first) &&
         gdk_event_get_time (event) == gdk_event_get_time (first) && gdk_key_event_get_keycode (event) == gdk_key_event_get_keycode (first);
}

static gboolean
on_event (Turns *turns, GdkEvent *event)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type != GDK_KEY_PRESS && type != GDK_KEY_RELEASE)
    return FALSE;
  if (is_called (turns, event))
    take_first (turns);
  else if (!g_queue_is_empty (&turns->held) || (turns->depth > 0 && g_main_depth () > turns->depth))
    {
      g_queue_push_tail (&turns->held, gdk_event_ref (event));
      return TRUE;
    }
  turns->depth = g_main_depth ();
  return FALSE;
}

void
nh_input_take_turns (GtkWidget *window)
{
  GtkEventController *keys;
  Turns *turns;

  g_return_if_fail (GTK_IS_WINDOW (window));

  if (g_object_get_data (G_OBJECT (window), TURNS) != NULL)
    return;
  turns = (Turns *) g_source_new (&turns_funcs, sizeof (Turns));
  turns->display = gtk_widget_get_display (window);
  g_queue_init (&turns->held);
  /* Before GDK's own source, so that it sees the end of every key. */
  g_source_set_priority (&turns->source, G_PRIORITY_HIGH);
  g_source_attach (&turns->source, NULL);
  g_object_set_data_full (G_OBJECT (window), TURNS, turns, turns_free);

  keys = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "event", G_CALLBACK (on_event), turns);
  gtk_widget_add_controller (window, keys);
}
