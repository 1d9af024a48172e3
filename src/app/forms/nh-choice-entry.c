/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-choice-entry.h"

#include "nh-i18n.h"
#include "nh-input.h"
#include "nh-widget-util.h"

#define LIST_HEIGHT 280

struct _NhChoiceEntry
{
  GtkWidget parent;

  NhCatalog *catalog; /* owned (nullable) */
  char *codebook;
  NhDate on;
  GPtrArray *shown; /* owned: of const NhCode*, the rows of the list */
  char *query;      /* owned (nullable): the query of the list */
  gboolean loading; /* the program sets the text */
  gboolean moved;   /* the selection was moved with the arrows */

  GtkWidget *entry;
  GtkWidget *popover; /* owned as a child */
  GtkWidget *scrolled;
  GtkWidget *list;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NhChoiceEntry, nh_choice_entry, GTK_TYPE_WIDGET)

static const NhCode *
marked (NhChoiceEntry *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  return row == NULL ? NULL : g_ptr_array_index (self->shown, gtk_list_box_row_get_index (row));
}

static void
mark (NhChoiceEntry *self, int index)
{
  GtkListBoxRow *row = index < 0 ? NULL : gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), index);
  graphene_rect_t box;

  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  if (row == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (row), self->list, &box))
    return;
  gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), box.origin.y,
                             box.origin.y + box.size.height);
}

static GtkWidget *
row_new (const NhCode *code)
{
  GtkWidget *row = gtk_list_box_row_new (), *title = gtk_label_new (code->title);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), title);
  nh_widget_set_name (row, code->title);
  return row;
}

static GPtrArray *
find (NhChoiceEntry *self, const char *query)
{
  if (self->catalog == NULL)
    return g_ptr_array_new ();
  if (*query == '\0')
    return nh_catalog_get_codes (self->catalog, self->codebook, self->on);
  return nh_catalog_search_codes (self->catalog, self->codebook, query, self->on, FALSE);
}

/* Lists the codes for @query and selects the first; for an empty query, the one in the entry. */
static void
fill (NhChoiceEntry *self, const char *query)
{
  int mark_at = query[0] == '\0' ? -1 : 0;

  nh_widget_clear (self->list);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_free (self->query);
  self->query = g_strdup (query);
  self->shown = find (self, query);
  self->moved = FALSE;

  for (guint i = 0; i < self->shown->len; i++)
    {
      const NhCode *code = g_ptr_array_index (self->shown, i);

      gtk_list_box_append (GTK_LIST_BOX (self->list), row_new (code));
      if (mark_at < 0 && g_strcmp0 (code->title, nh_choice_entry_get_text (self)) == 0)
        mark_at = i;
    }
  mark (self, mark_at);
}

/* The entry may be scrolled out of the window, and the list would be off the screen. */
static gboolean
is_in_window (NhChoiceEntry *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_native (GTK_WIDGET (self)));
  graphene_rect_t box, whole;

  if (window == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (self), window, &box))
    return FALSE;
  whole = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (window), gtk_widget_get_height (window));
  return graphene_rect_intersection (&whole, &box, NULL);
}

static void
pop_up (NhChoiceEntry *self)
{
  if (self->shown->len == 0 || !is_in_window (self))
    {
      nh_choice_entry_close (self);
      return;
    }
  gtk_widget_set_size_request (self->scrolled, MAX (gtk_widget_get_width (GTK_WIDGET (self)) - 2, 120), -1);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, TRUE, -1);
}

/* Ignores the typed text: lists all codes. */
static void
open_list (NhChoiceEntry *self)
{
  fill (self, "");
  pop_up (self);
}

static void
filter (NhChoiceEntry *self)
{
  g_autofree char *query = g_strstrip (nh_input_peek (GTK_EDITABLE (self->entry)));

  /* Committing a composition does not change the shown text: the selection stays. */
  if (g_strcmp0 (query, self->query) != 0)
    fill (self, query);
  if (gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)))))
    pop_up (self);
}

static void
take (NhChoiceEntry *self, const NhCode *code)
{
  g_autofree char *title = g_strdup (code->title);

  nh_choice_entry_close (self);
  self->loading = TRUE;
  nh_input_commit (GTK_WIDGET (self));
  self->loading = FALSE;
  nh_choice_entry_set_text (self, title);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_entry_changed (NhChoiceEntry *self)
{
  if (self->loading)
    return;
  filter (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_preedit_changed (NhChoiceEntry *self, const char *preedit)
{
  if (!self->loading && preedit[0] != '\0')
    filter (self);
}

static void
on_icon_press (NhChoiceEntry *self)
{
  if (nh_choice_entry_is_open (self))
    {
      nh_choice_entry_close (self);
      return;
    }
  gtk_widget_grab_focus (self->entry);
  open_list (self);
}

static void
on_row_activated (NhChoiceEntry *self, GtkListBoxRow *row)
{
  take (self, g_ptr_array_index (self->shown, gtk_list_box_row_get_index (row)));
}

static void
on_popover_closed (NhChoiceEntry *self)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);
}

static void
on_focus_leave (NhChoiceEntry *self)
{
  if (!nh_input_is_busy ())
    nh_choice_entry_close (self);
}

static gboolean
on_key_pressed (NhChoiceEntry *self, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean open = nh_choice_entry_is_open (self);

  if (nh_choice_entry_handle_key (self, keyval, state))
    return TRUE;
  return open && (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter);
}

static void
step (NhChoiceEntry *self, int delta)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int at = row == NULL ? (delta > 0 ? -1 : (int) self->shown->len) : gtk_list_box_row_get_index (row);

  mark (self, CLAMP (at + delta, 0, (int) self->shown->len - 1));
  self->moved = TRUE;
}

static gboolean
handle_open_key (NhChoiceEntry *self, guint keyval)
{
  const NhCode *code = marked (self);

  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      step (self, 1);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      step (self, -1);
      return TRUE;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      step (self, 8);
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      step (self, -8);
      return TRUE;
    case GDK_KEY_Escape:
      nh_choice_entry_close (self);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      if (code != NULL)
        take (self, code);
      return FALSE;
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
    case GDK_KEY_ISO_Left_Tab:
      if (code != NULL && (self->moved || self->shown->len == 1))
        take (self, code);
      return FALSE;
    default:
      return FALSE;
    }
}

gboolean
nh_choice_entry_handle_key (NhChoiceEntry *self, guint keyval, GdkModifierType state)
{
  gboolean down = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down, opens;

  g_return_val_if_fail (NH_IS_CHOICE_ENTRY (self), FALSE);

  state &= gtk_accelerator_get_default_mod_mask ();
  opens = (keyval == GDK_KEY_F4 && state == 0) || (down && state == GDK_ALT_MASK);
  if (opens)
    {
      gboolean was_open = nh_choice_entry_is_open (self);

      nh_input_commit (GTK_WIDGET (self));
      if (was_open && keyval == GDK_KEY_F4)
        nh_choice_entry_close (self);
      else
        open_list (self);
      return TRUE;
    }
  return nh_choice_entry_is_open (self) && (state & ~GDK_SHIFT_MASK) == 0 && handle_open_key (self, keyval);
}

static gboolean
nh_choice_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (NH_CHOICE_ENTRY (widget)->entry);
}

static void
nh_choice_entry_unmap (GtkWidget *widget)
{
  nh_choice_entry_close (NH_CHOICE_ENTRY (widget));
  GTK_WIDGET_CLASS (nh_choice_entry_parent_class)->unmap (widget);
}

static void
nh_choice_entry_dispose (GObject *object)
{
  NhChoiceEntry *self = NH_CHOICE_ENTRY (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->query, g_free);
  g_clear_pointer (&self->codebook, g_free);
  g_clear_object (&self->catalog);
  G_OBJECT_CLASS (nh_choice_entry_parent_class)->dispose (object);
}

static void
nh_choice_entry_class_init (NhChoiceEntryClass *class)
{
  GObjectClass *object = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  object->dispose = nh_choice_entry_dispose;
  widget->grab_focus = nh_choice_entry_grab_focus;
  widget->unmap = nh_choice_entry_unmap;
  signals[CHANGED] = NH_SIGNAL ("changed", NH_TYPE_CHOICE_ENTRY, 0);
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "choice");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_COMBO_BOX);
}

static void
build_entry (NhChoiceEntry *self)
{
  GtkEditable *text;

  self->entry = gtk_entry_new ();
  text = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->entry), FALSE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY, "pan-down-symbolic");
  gtk_entry_set_icon_tooltip_text (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY, _ ("Show the choices (F4)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE,
                                  GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE, GTK_ACCESSIBLE_AUTOCOMPLETE_LIST, -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_entry_changed), self);
  g_signal_connect_swapped (self->entry, "icon-press", G_CALLBACK (on_icon_press), self);
  g_signal_connect_object (text, "preedit-changed", G_CALLBACK (on_preedit_changed), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
}

/* The list is not focusable: the focus stays in the entry. */
static void
build_popover (NhChoiceEntry *self)
{
  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "choices");
  self->scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "propagate-natural-height", TRUE, "propagate-natural-width",
                                 TRUE, "max-content-height", LIST_HEIGHT, NULL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->list);

  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->scrolled);
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_widget_add_css_class (self->popover, "choices");
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  g_signal_connect_swapped (self->popover, "closed", G_CALLBACK (on_popover_closed), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
}

static void
nh_choice_entry_init (NhChoiceEntry *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new (), *keys = gtk_event_controller_key_new ();

  self->shown = g_ptr_array_new ();
  build_entry (self);
  build_popover (self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
nh_choice_entry_new (void)
{
  return g_object_new (NH_TYPE_CHOICE_ENTRY, NULL);
}

void
nh_choice_entry_set_codes (NhChoiceEntry *self, NhCatalog *catalog, const char *codebook, NhDate on)
{
  gboolean refill;

  g_return_if_fail (NH_IS_CHOICE_ENTRY (self));
  g_return_if_fail (NH_IS_CATALOG (catalog));

  refill = self->shown->len > 0 && catalog != self->catalog; /* codes are freed with their catalog */
  g_set_object (&self->catalog, catalog);
  g_free (self->codebook);
  self->codebook = g_strdup (codebook);
  self->on = on;
  g_clear_pointer (&self->query, g_free);
  if (refill)
    fill (self, "");
}

GtkWidget *
nh_choice_entry_get_entry (NhChoiceEntry *self)
{
  g_return_val_if_fail (NH_IS_CHOICE_ENTRY (self), NULL);

  return self->entry;
}

const char *
nh_choice_entry_get_text (NhChoiceEntry *self)
{
  g_return_val_if_fail (NH_IS_CHOICE_ENTRY (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
nh_choice_entry_set_text (NhChoiceEntry *self, const char *text)
{
  g_return_if_fail (NH_IS_CHOICE_ENTRY (self));

  if (g_strcmp0 (text, nh_choice_entry_get_text (self)) == 0)
    return;
  self->loading = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->loading = FALSE;
}

gboolean
nh_choice_entry_is_open (NhChoiceEntry *self)
{
  g_return_val_if_fail (NH_IS_CHOICE_ENTRY (self), FALSE);

  return self->popover != NULL && gtk_widget_get_visible (self->popover);
}

void
nh_choice_entry_close (NhChoiceEntry *self)
{
  g_return_if_fail (NH_IS_CHOICE_ENTRY (self));

  if (nh_choice_entry_is_open (self))
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

guint
nh_choice_entry_get_n_shown (NhChoiceEntry *self)
{
  g_return_val_if_fail (NH_IS_CHOICE_ENTRY (self), 0);

  return self->shown->len;
}
