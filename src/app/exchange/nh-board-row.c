/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-board-row.h"

#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-widget-util.h"

#define NAME_CHARS 10 /* at least, in a small window too */

static const char *const titles[NH_N_BOARD_FILTERS] = {
  [NH_BOARD_ALL] = N_ ("To hand in"), [NH_BOARD_NOT_IN] = N_ ("Not handed in"), [NH_BOARD_IN] = N_ ("Received"),
  [NH_BOARD_LATE] = N_ ("Late"),      [NH_BOARD_HELD_NOT] = N_ ("Not held"),    [NH_BOARD_BACK] = N_ ("Returned"),
  [NH_BOARD_DONE] = N_ ("Accepted"),
};

const char *
nh_board_filter_get_title (NhBoardFilter filter)
{
  return _ (titles[filter]);
}

gboolean
nh_board_filter_has (NhBoardFilter filter, const NhBoardRow *row)
{
  static const NhBoardState states[NH_N_BOARD_FILTERS] = { [NH_BOARD_NOT_IN] = NH_BOARD_MISSING,
                                                           [NH_BOARD_IN] = NH_BOARD_RECEIVED,
                                                           [NH_BOARD_HELD_NOT] = NH_BOARD_NIL,
                                                           [NH_BOARD_BACK] = NH_BOARD_RETURNED,
                                                           [NH_BOARD_DONE] = NH_BOARD_ACCEPTED };

  if (filter == NH_BOARD_ALL)
    return TRUE;
  return filter == NH_BOARD_LATE ? row->late : row->state == states[filter];
}

int
nh_board_row_compare (const NhBoardRow *a, const NhBoardRow *b)
{
  static const int ranks[NH_N_BOARD_STATES] = { [NH_BOARD_MISSING] = 0,
                                                [NH_BOARD_RETURNED] = 1,
                                                [NH_BOARD_RECEIVED] = 2,
                                                [NH_BOARD_NIL] = 3,
                                                [NH_BOARD_ACCEPTED] = 4 };
  int first = a->asked > 0 ? ranks[NH_BOARD_RETURNED] : ranks[a->state];
  int second = b->asked > 0 ? ranks[NH_BOARD_RETURNED] : ranks[b->state];

  return first - second;
}

char *
nh_board_row_asked_text (const NhBoardRow *self)
{
  return self->asked > 0
             ? g_strdup_printf (ngettext ("%u correction asked for", "%u corrections asked for", self->asked),
                                self->asked)
             : NULL;
}

char *
nh_board_row_left_text (const NhBoardRow *self)
{
  static const char *const texts[NH_BOARD_N_LEFT] = {
    NULL,
    N_ ("A file of this unit that came on %s cannot be opened, or is not as the program makes it: ask the unit to send "
        "it again."),
    N_ ("A file of this unit came on %s and waits for its check code: drop it here again, and telephone the unit."),
    N_ ("A file of this unit came on %s that does not follow what was received: drop it here again to decide."),
  };
  g_autofree char *day = nh_date_format (self->left_day);
  GString *text = g_string_new (texts[self->left] != NULL ? _ (texts[self->left]) : NULL);

  g_string_replace (text, "%s", day, 1);
  return g_string_free (text, FALSE);
}

char *
nh_board_doubtful_text (const gint64 *counts)
{
  g_autofree char *number = NULL;
  gint64 n = 0;

  for (guint i = 0; nh_record_types ()[i] != NULL; i++)
    n += counts[i];
  number = nh_number_format (n);
  return n > 0 ? g_strdup_printf (ngettext ("%s record to look at again", "%s records to look at again", (gulong) n),
                                  number)
               : NULL;
}

static GtkWidget *
make_cell (const char *text, const char *style, GtkSizeGroup *size)
{
  GtkWidget *label = nh_label_new (text, style, FALSE);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_size_group_add_widget (size, label);
  return label;
}

static char *
describe_left (const NhBoardRow *self)
{
  static const char *const texts[NH_BOARD_N_LEFT] = { NULL, N_ ("a file cannot be opened"),
                                                      N_ ("a file waits for its code"),
                                                      N_ ("a file waits for a decision") };

  return g_strdup (texts[self->left] != NULL ? _ (texts[self->left]) : "");
}

/* Which version, and whether another one counts. (transfer full) */
static char *
number_text (const NhBoardRow *self)
{
  if (self->counted != 0 && self->counted != self->version)
    return g_strdup_printf (self->state == NH_BOARD_RETURNED ? _ ("version %d; %d counts")
                                                             : _ ("version %d waits; %d counts"),
                            self->version, self->counted);
  return g_strdup_printf (self->changed > 0 ? _ ("version %d, changed here") : _ ("version %d"), self->version);
}

/* (transfer full) */
static char *
version_text (const NhBoardRow *self)
{
  g_autofree char *asked = NULL, *number = NULL;

  if (self->left != NH_BOARD_LEFT_NONE)
    return describe_left (self);
  if (self->version == 0)
    return g_strdup (self->form ? _ ("by workbook form") : "");
  number = number_text (self);
  asked = nh_board_row_asked_text (self);
  return asked != NULL ? g_strdup_printf ("%s; %s", number, asked) : g_steal_pointer (&number);
}

/* "Không tổ chức (đã chốt), trễ" (transfer full) */
static char *
state_text (const NhBoardRow *self)
{
  const char *state = nh_board_row_is_final_nil (self) ? _ ("Not held (accepted)")
                                                       : nh_board_state_get_title (self->state);

  return self->late ? g_strdup_printf (_ ("%s, late"), state) : g_strdup (state);
}

GtkWidget *
nh_board_row_new (const NhBoardRow *self, GtkSizeGroup *const sizes[NH_BOARD_COLUMNS])
{
  GtkWidget *row = gtk_list_box_row_new (), *name = nh_label_new (self->unit->title, NULL, FALSE);
  g_autofree char *version = version_text (self);
  g_autofree char *day = nh_date_format (self->left != NH_BOARD_LEFT_NONE ? self->left_day : self->day);
  g_autofree char *state = state_text (self);
  g_autofree char *spoken = g_strdup_printf ("%s: %s %s %s", self->unit->title, state, version, day);
  static const char *const styles[NH_N_BOARD_STATES] = { [NH_BOARD_MISSING] = "nh-board-missing",
                                                         [NH_BOARD_RETURNED] = "nh-board-returned",
                                                         [NH_BOARD_RECEIVED] = "nh-board-received",
                                                         [NH_BOARD_NIL] = "nh-board-nil",
                                                         [NH_BOARD_ACCEPTED] = "nh-board-accepted" };

  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_width_chars (GTK_LABEL (name), NAME_CHARS);
  gtk_list_box_row_set_child (
      GTK_LIST_BOX_ROW (row),
      nh_box_new (GTK_ORIENTATION_HORIZONTAL, 8, name, make_cell (state, styles[self->state], sizes[0]),
                  make_cell (version, self->left != NH_BOARD_LEFT_NONE ? "nh-board-left" : "dim-label", sizes[1]),
                  make_cell (day, "dim-label", sizes[2]), NULL));
  nh_widget_set_name (row, spoken);
  g_object_set_data (G_OBJECT (row), "row", (gpointer) self);
  return row;
}
