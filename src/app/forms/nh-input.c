/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-input.h"

#define PREEDIT "nh-preedit"
#define TURNS "nh-turns"

static gboolean busy;

/* --- Composition --- */

/* The composition that @text shows. (nullable) */
static const char *
get_preedit (GtkWidget *text)
{
  return g_object_get_data (G_OBJECT (text), PREEDIT);
}

/* An emission hook runs before the handlers, so that nh_input_peek() is right in them. */
static gboolean
on_preedit_changed (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  const char *preedit = g_value_get_string (&values[1]);

  g_object_set_data_full (g_value_get_object (&values[0]), PREEDIT, *preedit != '\0' ? g_strdup (preedit) : NULL,
                          g_free);
  return TRUE;
}

gboolean
nh_input_is_busy (void)
{
  return busy;
}

/* gtk_im_context_reset() drops the syllable with IBus; losing the focus commits it, synchronously. */
void
nh_input_commit (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GtkWidget)
      focus = root != NULL && gtk_root_get_focus (root) != NULL ? g_object_ref (gtk_root_get_focus (root)) : NULL;

  if (focus == NULL || busy || get_preedit (focus) == NULL)
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
nh_input_peek (GtkEditable *editable)
{
  GtkEditable *text = gtk_editable_get_delegate (editable);
  const char *typed = gtk_editable_get_text (text), *preedit = get_preedit (GTK_WIDGET (text));
  const char *cursor;

  if (preedit == NULL)
    return g_strdup (typed);
  cursor = g_utf8_offset_to_pointer (typed, gtk_editable_get_position (text));
  return g_strdup_printf ("%.*s%s%s", (int) (cursor - typed), typed, preedit, cursor);
}

guint
nh_input_key (guint keyval)
{
  if (keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter)
    return GDK_KEY_Return;
  if (keyval == GDK_KEY_KP_Tab || keyval == GDK_KEY_ISO_Left_Tab)
    return GDK_KEY_Tab;
  if (keyval >= GDK_KEY_KP_Home && keyval <= GDK_KEY_KP_End)
    return keyval - GDK_KEY_KP_Home + GDK_KEY_Home;
  return keyval;
}

/* Keys that read the text or leave it: shortcuts, mnemonics, and those that press a button or go to another field. */
static gboolean
key_takes_text (GdkEvent *event)
{
  guint key = nh_input_key (gdk_key_event_get_keyval (event));

  if (gdk_key_event_is_modifier (event))
    return FALSE;
  if ((gdk_event_get_modifier_state (event) & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return TRUE;
  return (key >= GDK_KEY_F1 && key <= GDK_KEY_F12) || key == GDK_KEY_Return || key == GDK_KEY_Escape ||
         key == GDK_KEY_Tab;
}

/* A press in the same surface. One in a popover selects from a list that is filtered by the composition, and a
 * commit would refill it under the pointer. */
static gboolean
press_takes_text (GtkWidget *window, GdkEvent *event)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));
  GtkNative *native = focus != NULL ? gtk_widget_get_native (focus) : NULL;

  return native != NULL && gtk_native_get_surface (native) == gdk_event_get_surface (event);
}

/* --- Key order --- */

/* IBus waits for its engine in a nested main loop, in which GTK dispatches the next keys. When several keys are
 * queued, a Tab would overtake the letters before it, and those would be lost. */
typedef struct
{
  GSource source;
  GdkDisplay *display;
  GQueue held;     /* of GdkEvent: keys that wait, in order */
  gboolean called; /* the first of them was put back into GDK's queue */
  guint missed;    /* source that runs when it was not delivered to the window */
  int depth;       /* of the main loop that handles a key; 0: none */
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

/* GDK's queue is empty: the key went to another window, such as a dialog that has just opened. */
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

/* GTK may deliver a copy. */
static gboolean
is_called (Turns *turns, GdkEvent *event)
{
  GdkEvent *first = g_queue_peek_head (&turns->held);

  return turns->called && gdk_event_get_event_type (event) == gdk_event_get_event_type (first) &&
         gdk_event_get_time (event) == gdk_event_get_time (first) &&
         gdk_key_event_get_keycode (event) == gdk_key_event_get_keycode (first);
}

/* TRUE: the key has to wait. */
static gboolean
hold_key (Turns *turns, GdkEvent *event)
{
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

static gboolean
on_event (GtkEventController *controller, GdkEvent *event, Turns *turns)
{
  GtkWidget *window = gtk_event_controller_get_widget (controller);
  GdkEventType type = gdk_event_get_event_type (event);

  if ((type == GDK_KEY_PRESS || type == GDK_KEY_RELEASE) && hold_key (turns, event))
    return TRUE;
  if ((type == GDK_KEY_PRESS && key_takes_text (event)) ||
      ((type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN) && press_takes_text (window, event)))
    nh_input_commit (window);
  return FALSE;
}

static void
guard_window (GtkWidget *window)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();
  Turns *turns = (Turns *) g_source_new (&turns_funcs, sizeof (Turns));

  turns->display = gtk_widget_get_display (window);
  g_queue_init (&turns->held);
  /* Before GDK's own source, so that it runs after every key. */
  g_source_set_priority (&turns->source, G_PRIORITY_HIGH);
  g_source_attach (&turns->source, NULL);
  g_object_set_data_full (G_OBJECT (window), TURNS, turns, turns_free);

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (on_event), turns);
  gtk_widget_add_controller (window, events);
}

/* Last, so that it runs before the accelerators and all other controllers of the window. */
static gboolean
on_map (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GObject *widget = g_value_get_object (values);

  if (GTK_IS_WINDOW (widget) && g_object_get_data (widget, TURNS) == NULL)
    guard_window (GTK_WIDGET (widget));
  return TRUE;
}

static void
add_hook (GType type, const char *signal, GSignalEmissionHook hook)
{
  g_type_class_unref (g_type_class_ref (type));
  g_signal_add_emission_hook (g_signal_lookup (signal, type), 0, hook, NULL, NULL);
}

void
nh_input_init (void)
{
  add_hook (GTK_TYPE_TEXT, "preedit-changed", on_preedit_changed);
  add_hook (GTK_TYPE_TEXT_VIEW, "preedit-changed", on_preedit_changed);
  add_hook (GTK_TYPE_WIDGET, "map", on_map);
}
