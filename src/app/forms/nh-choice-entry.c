/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-choice-entry.h"

#include "nh-i18n.h"
#include "nh-input.h"
#include "nh-template.h"
#include "nh-widget-util.h"

struct _NhChoiceEntry
{
  GtkWidget parent;

  NhCatalog *catalog;   /* owned (nullable) */
  const char *codebook; /* static */
  NhDate on;
  GPtrArray *shown; /* owned: of const NhCode*, the rows of the list */
  char *query;      /* owned (nullable): the query of the list */
  gboolean loading; /* the program sets the text */
  gboolean moved;   /* the selection was moved with the arrows */
  gboolean free;    /* any text will do */
  gboolean open;    /* a choice that the list lacks may be added … */
  gboolean adding;  /* … and the only row of the list offers to add the query */

  GtkWidget *entry, *popover, *scrolled, *list; /* template */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (NhChoiceEntry, nh_choice_entry, GTK_TYPE_WIDGET)

static const NhCode *
marked (NhChoiceEntry *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  return row == NULL || self->adding ? NULL : g_ptr_array_index (self->shown, gtk_list_box_row_get_index (row));
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
row_new (const char *title, gboolean own)
{
  GtkWidget *row = gtk_list_box_row_new (), *label = nh_label_new (title, NULL, FALSE);

  if (own)
    {
      gtk_widget_set_hexpand (label, TRUE);
      label = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 12, label, nh_label_new (_ ("added here"), "dim-label", FALSE),
                          NULL);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  nh_widget_set_name (row, title);
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

/* Elsewhere, as in a filter, nobody has the action. */
static gboolean
can_add (NhChoiceEntry *self)
{
  GType pane = g_type_from_name ("NhFormPane");

  return pane != G_TYPE_INVALID && gtk_widget_get_ancestor (GTK_WIDGET (self), pane) != NULL;
}

/* Lists the codes for @query and selects the first; for an empty query, the one in the entry. */
static void
fill (NhChoiceEntry *self, const char *query)
{
  int mark_at = query[0] == '\0' || self->free ? -1 : 0;

  nh_widget_clear (self->list);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_free (self->query);
  self->query = g_strdup (query);
  self->shown = find (self, query);
  self->moved = FALSE;

  for (guint i = 0; i < self->shown->len; i++)
    {
      const NhCode *code = g_ptr_array_index (self->shown, i);

      gtk_list_box_append (GTK_LIST_BOX (self->list),
                           row_new (code->title, g_str_has_prefix (code->code, NH_CODE_OWN)));
      if (mark_at < 0 && g_strcmp0 (code->title, nh_choice_entry_get_text (self)) == 0)
        mark_at = i;
    }
  self->adding = self->open && self->shown->len == 0 && query[0] != '\0' && can_add (self);
  if (self->adding)
    {
      g_autofree char *title = g_strdup_printf (_ ("Add “%s”…"), query);

      gtk_list_box_append (GTK_LIST_BOX (self->list), row_new (title, FALSE));
    }
  mark (self, self->adding ? -1 : mark_at);
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
  if ((self->shown->len == 0 && !self->adding) || !is_in_window (self))
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
  g_signal_emit (self, changed_signal, 0);
}

static void
on_entry_changed (NhChoiceEntry *self)
{
  if (self->loading)
    return;
  filter (self);
  g_signal_emit (self, changed_signal, 0);
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

/* Whoever knows the ledger asks what it counts as. */
static void
add (NhChoiceEntry *self)
{
  nh_choice_entry_close (self);
  nh_input_commit (GTK_WIDGET (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "pane.add-choice", "(ss)", self->codebook,
                              nh_choice_entry_get_text (self));
}

static void
on_row_activated (NhChoiceEntry *self, GtkListBoxRow *row)
{
  if (self->adding)
    add (self);
  else
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
  return open && nh_input_key (keyval) == GDK_KEY_Return;
}

static void
step (NhChoiceEntry *self, int delta)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int n = self->adding ? 1 : (int) self->shown->len;
  int at = row == NULL ? (delta > 0 ? -1 : n) : gtk_list_box_row_get_index (row);

  mark (self, CLAMP (at + delta, 0, n - 1));
  self->moved = TRUE;
}

static gboolean
handle_open_key (NhChoiceEntry *self, guint key)
{
  const NhCode *code = marked (self);

  switch (key)
    {
    case GDK_KEY_Down:
      step (self, 1);
      return TRUE;
    case GDK_KEY_Up:
      step (self, -1);
      return TRUE;
    case GDK_KEY_Page_Down:
      step (self, 8);
      return TRUE;
    case GDK_KEY_Page_Up:
      step (self, -8);
      return TRUE;
    case GDK_KEY_Escape:
      nh_choice_entry_close (self);
      return TRUE;
    case GDK_KEY_Return:
      if (self->adding && self->moved)
        {
          add (self);
          return TRUE;
        }
      G_GNUC_FALLTHROUGH;
    case GDK_KEY_Tab:
      if (code != NULL && (key == GDK_KEY_Return || self->moved || self->shown->len == 1))
        take (self, code);
      return FALSE;
    default:
      return FALSE;
    }
}

gboolean
nh_choice_entry_handle_key (NhChoiceEntry *self, guint keyval, GdkModifierType state)
{
  guint key = nh_input_key (keyval);
  gboolean was_open;

  g_return_val_if_fail (NH_IS_CHOICE_ENTRY (self), FALSE);

  state &= gtk_accelerator_get_default_mod_mask ();
  was_open = nh_choice_entry_is_open (self);
  if (!(key == GDK_KEY_F4 && state == 0) && !(key == GDK_KEY_Down && state == GDK_ALT_MASK))
    return was_open && (state & ~GDK_SHIFT_MASK) == 0 && handle_open_key (self, key);

  nh_input_commit (GTK_WIDGET (self));
  if (was_open && key == GDK_KEY_F4)
    nh_choice_entry_close (self);
  else
    open_list (self);
  return TRUE;
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

  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_CHOICE_ENTRY);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->query, g_free);
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
  changed_signal = NH_SIGNAL ("changed", NH_TYPE_CHOICE_ENTRY, 0);
  gtk_widget_class_set_template_from_resource (widget, "/vn/ngayhoi/forms/nh-choice-entry.ui");
  NH_BIND_CHILDREN (widget, NhChoiceEntry, entry, popover, scrolled, list);
  NH_BIND_CALLBACKS (widget, on_focus_leave, on_key_pressed, on_entry_changed, on_icon_press, on_popover_closed,
                     on_row_activated);
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "choice");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_COMBO_BOX);
}

static void
nh_choice_entry_init (NhChoiceEntry *self)
{
  self->shown = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)), "preedit-changed",
                           G_CALLBACK (on_preedit_changed), self, G_CONNECT_SWAPPED);
}

GtkWidget *
nh_choice_entry_new (void)
{
  return g_object_new (NH_TYPE_CHOICE_ENTRY, NULL);
}

void
nh_choice_entry_set_open (NhChoiceEntry *self, gboolean open)
{
  g_return_if_fail (NH_IS_CHOICE_ENTRY (self));

  self->open = open;
}

static void
show_icon (NhChoiceEntry *self)
{
  g_autoptr (GPtrArray) all = find (self, "");

  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                     all->len > 0 ? "pan-down-symbolic" : NULL);
  if (all->len > 0)
    gtk_entry_set_icon_tooltip_text (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY, _ ("Show the choices (F4)"));
}

void
nh_choice_entry_set_free (NhChoiceEntry *self)
{
  g_return_if_fail (NH_IS_CHOICE_ENTRY (self));

  self->free = TRUE;
  show_icon (self);
}

void
nh_choice_entry_set_codes (NhChoiceEntry *self, NhCatalog *catalog, const char *codebook, NhDate on)
{
  gboolean refill;

  g_return_if_fail (NH_IS_CHOICE_ENTRY (self));
  g_return_if_fail (NH_IS_CATALOG (catalog));

  refill = self->shown->len > 0 && catalog != self->catalog; /* codes are freed with their catalog */
  g_set_object (&self->catalog, catalog);
  self->codebook = codebook;
  self->on = on;
  g_clear_pointer (&self->query, g_free);
  if (refill)
    fill (self, "");
  if (self->free)
    show_icon (self);
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
