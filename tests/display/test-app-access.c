/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every control of every page of the real window has an accessible name and is in the focus chain. */
#include "app-fixture.h"

#include <string.h>

#include "nh-commendation.h"
#include "nh-field-editor.h"
#include "nh-point.h"
#include "nh-unit-chooser.h"

#define CAM_XUYEN "18673"
#define STOPS_MAX 400

static const char *const pages[] = { "overview", "point",   "gift",      "commendation", "total",
                                     "season",   "reports", "reception", "history",      "bin" };

/* --- Names --- */

/* Controls. Those that GTK builds inside of others do not count. */
static gboolean
is_control (GtkWidget *widget)
{
  const GType types[] = { GTK_TYPE_ENTRY,     GTK_TYPE_SEARCH_ENTRY, GTK_TYPE_BUTTON,    GTK_TYPE_MENU_BUTTON,
                          GTK_TYPE_DROP_DOWN, GTK_TYPE_CHECK_BUTTON, GTK_TYPE_TEXT_VIEW, GTK_TYPE_SPIN_BUTTON,
                          GTK_TYPE_SCALE,     GTK_TYPE_SWITCH,       GTK_TYPE_LIST_BOX,  GTK_TYPE_COLUMN_VIEW,
                          GTK_TYPE_LIST_VIEW, GTK_TYPE_GRID_VIEW };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_type_is_a (G_OBJECT_TYPE (widget), types[i]))
      return TRUE;
  return gtk_widget_get_focusable (widget) && g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Nh");
}

static gboolean
is_part (GtkWidget *widget)
{
  const GType types[] = { GTK_TYPE_ENTRY,           GTK_TYPE_SEARCH_ENTRY, GTK_TYPE_MENU_BUTTON,
                          GTK_TYPE_DROP_DOWN,       GTK_TYPE_SPIN_BUTTON,  GTK_TYPE_SCALE,
                          GTK_TYPE_WINDOW_CONTROLS, GTK_TYPE_COLUMN_VIEW,  GTK_TYPE_SCROLLBAR };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    for (GtkWidget *above = gtk_widget_get_parent (widget); above != NULL && !GTK_IS_POPOVER (above);
         above = gtk_widget_get_parent (above))
      if (g_type_is_a (G_OBJECT_TYPE (above), types[i]))
        return TRUE;
  return FALSE;
}

static gboolean
has_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return *gtk_label_get_text (GTK_LABEL (widget)) != '\0';
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_POPOVER (child) && has_text (child))
      return TRUE;
  return FALSE;
}

static gboolean
is_named (GtkWidget *widget)
{
  if (GTK_IS_DROP_DOWN (widget))
    widget = gtk_widget_get_first_child (widget); /* that has the focus */
  if (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return TRUE;
  /* GTK names a button by its child, even when that is an image. */
  if (GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget))
    return has_text (widget);
  return gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static char *
describe (GtkWidget *widget)
{
  GString *text = g_string_new (NULL);

  for (; widget != NULL && text->len < 300; widget = gtk_widget_get_parent (widget))
    g_string_append_printf (text, "%s%s(%s)", text->len > 0 ? " < " : "", G_OBJECT_TYPE_NAME (widget),
                            gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)) != NULL
                                ? gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget))
                                : "");
  return g_string_free (text, FALSE);
}

/* Counts the mapped controls below @root. Fails for one without a name. */
static guint
check_names (GtkWidget *root, const char *where)
{
  guint n = 0;

  if (!gtk_widget_get_mapped (root))
    return 0;
  if (is_control (root) && !is_part (root))
    {
      g_autofree char *described = describe (root);

      n++;
      if (!is_named (root))
        {
          g_test_fail_printf ("%s: no name: %s", where, described);
        }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += check_names (child, where);
  return n;
}

/* --- Tab --- */

/* The focus chain from the start until it wraps around: of GtkWidget (borrowed). Fails where it returns to the
 * middle. */
static GPtrArray *
walk_tabs (GtkWidget *window, const char *where)
{
  GPtrArray *stops = g_ptr_array_new ();
  GtkWidget *focus = NULL;

  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  for (guint i = 0; i < STOPS_MAX; i++)
    {
      if (!gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD))
        {
          gtk_window_set_focus (GTK_WINDOW (window), NULL); /* wrap around like GtkWindow */
          gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
        }
      app_settle ();
      focus = gtk_root_get_focus (GTK_ROOT (window));
      if (focus == NULL || g_ptr_array_find (stops, focus, NULL))
        break;
      g_ptr_array_add (stops, focus);
    }
  g_assert_cmpuint (stops->len, >, 1);
  g_assert_cmpuint (stops->len, <, STOPS_MAX);
  if (focus != g_ptr_array_index (stops, 0))
    {
      g_autofree char *from = describe (g_ptr_array_index (stops, stops->len - 1));
      g_autofree char *to = focus != NULL ? describe (focus) : NULL;
      g_autofree char *first = describe (g_ptr_array_index (stops, 0));

      g_test_fail_printf ("%s: Tab is caught: from %s it goes to %s, not to the first, %s", where, from, to, first);
    }
  return stops;
}

static gboolean
is_reached (GtkWidget *widget, GPtrArray *stops)
{
  for (guint i = 0; i < stops->len; i++)
    if (g_ptr_array_index (stops, i) == widget || gtk_widget_is_ancestor (g_ptr_array_index (stops, i), widget))
      return TRUE;
  return FALSE;
}

/* Rows are reached by arrows; title bar buttons belong to the desktop. */
static gboolean
is_stop (GtkWidget *widget)
{
  return is_control (widget) && !is_part (widget) && gtk_widget_get_sensitive (widget) &&
         gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW) == NULL && !GTK_IS_LIST_BOX (widget) &&
         gtk_widget_get_width (widget) > 0;
}

static void
check_tabs_below (GtkWidget *root, GPtrArray *stops, const char *where)
{
  if (!gtk_widget_get_mapped (root) || !gtk_widget_get_can_focus (root) || GTK_IS_POPOVER (root))
    return;
  if (is_stop (root) && !is_reached (root, stops))
    {
      g_autofree char *described = describe (root);

      g_test_fail_printf ("%s: Tab does not come to %s", where, described);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    check_tabs_below (child, stops, where);
}

static void
check_tabs (GtkWidget *window, const char *where)
{
  g_autoptr (GPtrArray) stops = NULL;

  g_ptr_array_unref (walk_tabs (window, where)); /* losing the focus may change what is sensitive */
  stops = walk_tabs (window, where);
  check_tabs_below (window, stops, where);
}

/* --- Pages --- */

static void
begin (AppDesk *desk)
{
  g_autofree char *path = app_ledger (CAM_XUYEN);

  app_desk_begin (desk, path);
  app_desk_type (desk, NH_POINT_PLACE, "Thôn Mỹ Sơn");
  app_desk_type (desk, NH_POINT_PLACE_KIND, "Thôn");
  app_desk_type (desk, NH_POINT_DATE_FROM, "8/8");
  app_desk_type (desk, NH_POINT_ATTENDANCE, "150");
  g_assert_true (nh_form_pane_save (desk->pane, NH_AFTER_STAY));
  app_desk_wait_saved (desk, 1);
}

static void
show_page (AppDesk *desk, const char *page)
{
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 5;

  nh_workplace_show_page (desk->place, page);
  while (g_get_monotonic_time () < end)
    app_turn (); /* loaded; parts that come later have their own tests */
}

static void
test_names (void)
{
  AppDesk desk;

  begin (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      show_page (&desk, pages[i]);
      g_assert_cmpuint (check_names (desk.window, pages[i]), >, 3);
    }
  app_desk_end (&desk);
}

static void
test_tabs (void)
{
  AppDesk desk;

  begin (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      show_page (&desk, pages[i]);
      check_tabs (desk.window, pages[i]);
    }
  app_desk_end (&desk);
}

/* Unfolds everything. */
static void
test_open_sections (void)
{
  static const char *const types[] = { "point", "gift", "commendation", "total", "season" };
  AppDesk desk;

  begin (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      app_desk_show (&desk, types[i]);
      nh_form_set_folded (desk.form, "");
      app_settle ();
      g_assert_cmpuint (check_names (GTK_WIDGET (desk.pane), types[i]), >, 3);
      check_tabs (desk.window, types[i]);
    }
  app_desk_end (&desk);
}

static void
test_popovers (void)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();
  AppDesk desk;
  guint n_opened = 0;

  begin (&desk);
  app_desk_show (&desk, "gift");
  app_collect (desk.window, GTK_TYPE_MENU_BUTTON, buttons);
  for (guint i = 0; i < buttons->len; i++)
    {
      GtkMenuButton *button = g_ptr_array_index (buttons, i);
      GtkPopover *popover;

      if (!gtk_widget_get_mapped (GTK_WIDGET (button)) || !gtk_widget_get_sensitive (GTK_WIDGET (button)) ||
          gtk_menu_button_get_menu_model (button) != NULL)
        continue;
      gtk_menu_button_popup (button);
      popover = gtk_menu_button_get_popover (button); /* perhaps just created */
      app_wait (gtk_widget_get_mapped (GTK_WIDGET (popover)));
      check_names (GTK_WIDGET (popover), "popover");
      gtk_menu_button_popdown (button);
      app_settle ();
      n_opened++;
    }
  g_assert_cmpuint (n_opened, >=, 3); /* season, filter, columns */
  app_desk_end (&desk);
}

/* --- Other windows --- */

static void
test_welcome (void)
{
  GtkWidget *window = GTK_WIDGET (nh_window_new (app_get ()));

  nh_window_begin (NH_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
  app_wait (app_find_type (window, NH_TYPE_UNIT_CHOOSER) != NULL);
  app_wait_units (window);
  g_assert_cmpuint (check_names (window, "welcome"), >, 3);
  check_tabs (window, "welcome");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The window that an action opens. */
static GtkWidget *
opened_over (AppDesk *desk)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (window != desk->window && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static void
test_dialogs (void)
{
  static const struct
  {
    const char *page, *action;
  } dialogs[] = {
    { "point", "preferences" },
    { "point", "keys" },
    { "commendation", "add-several" },
    { "gift", "add-several" },
  };
  AppDesk desk;

  begin (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      GtkWidget *window;

      app_desk_show (&desk, dialogs[i].page);
      app_desk_act (&desk, dialogs[i].action);
      app_wait (opened_over (&desk) != NULL);
      window = opened_over (&desk);
      gtk_test_widget_wait_for_draw (window); /* Tab follows the positions */
      app_settle ();
      check_names (window, dialogs[i].action);
      if (!g_str_equal (dialogs[i].action, "keys"))
        check_tabs (window, dialogs[i].action);
      gtk_window_destroy (GTK_WINDOW (window));
      app_wait (opened_over (&desk) == NULL);
    }
  app_desk_end (&desk);
}

/* --- What is wrong --- */

/* An error has a state, a related text and an icon, not just a colour. */
static void
test_errors (void)
{
  g_autoptr (GPtrArray) editors = g_ptr_array_new ();
  AppDesk desk;
  NhFieldEditor *editor = NULL;
  GtkAccessible *target;

  begin (&desk);
  app_desk_show (&desk, "commendation");
  app_desk_type (&desk, NH_COMMENDATION_DECISION_DATE, "ngày mai");
  g_assert_false (nh_form_pane_save (desk.pane, NH_AFTER_STAY));
  app_settle ();
  app_collect (GTK_WIDGET (desk.form), NH_TYPE_FIELD_EDITOR, editors);
  for (guint i = 0; i < editors->len; i++)
    if (nh_field_editor_get_index (g_ptr_array_index (editors, i)) == NH_COMMENDATION_DECISION_DATE)
      editor = g_ptr_array_index (editors, i);
  g_assert_nonnull (editor);
  target = GTK_ACCESSIBLE (nh_field_editor_get_target (editor));
  gtk_test_accessible_assert_state (target, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (gtk_test_accessible_has_relation (target, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
  g_assert_nonnull (
      app_find_type (nh_problem_box_get_widget (nh_field_editor_get_problem_box (editor)), GTK_TYPE_IMAGE));
  g_assert_true (gtk_test_accessible_has_role (
      GTK_ACCESSIBLE (app_find_type (desk.window, g_type_from_name ("NhNotice"))), GTK_ACCESSIBLE_ROLE_ALERT));
  g_assert_true (g_str_has_prefix (app_notice (desk.window), "Not saved yet: "));
  app_desk_crash (&desk);
}

static void
test_roles (void)
{
  AppDesk desk;
  GtkWidget *list;

  begin (&desk);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (desk.form), GTK_ACCESSIBLE_ROLE_FORM);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (desk.form), GTK_ACCESSIBLE_PROPERTY_LABEL, "Festival point");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (app_find (GTK_WIDGET (desk.pane), "title")),
                                   GTK_ACCESSIBLE_ROLE_HEADING);
  list = app_find (desk.window, "pages");
  g_assert_true (GTK_IS_LIST_BOX (list));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_ROLE_LIST);
  app_desk_end (&desk);
}

/* Errors are announced when they appear. */
static void
check_alerts (GtkWidget *root, guint n_wanted)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  guint n = 0;

  app_collect (root, GTK_TYPE_LABEL, labels);
  for (guint i = 0; i < labels->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (labels, i);

      if (!gtk_widget_has_css_class (label, "nh-error") && !gtk_widget_has_css_class (label, "error"))
        continue;
      gtk_test_accessible_assert_role (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_ROLE_ALERT);
      n++;
    }
  g_assert_cmpuint (n, >=, n_wanted);
}

static void
test_alerts (void)
{
  g_autofree char *missing = app_path ("không có.ngayhoi");
  GtkWidget *window = GTK_WIDGET (nh_window_new (app_get ()));
  AppDesk desk;

  begin (&desk);
  check_alerts (desk.window, 1); /* the filter */
  app_desk_act (&desk, "reports");
  check_alerts (desk.window, 2); /* and the preview */
  app_desk_show (&desk, "point");
  app_desk_end (&desk);
  gtk_window_present (GTK_WINDOW (window));
  nh_window_begin (NH_WINDOW (window));
  app_wait (app_find_type (window, NH_TYPE_UNIT_CHOOSER) != NULL);
  app_wait_units (window);
  check_alerts (window, 1);
  nh_window_open (NH_WINDOW (window), missing);
  app_wait (app_find_type (window, g_type_from_name ("NhOpenErrorPage")) != NULL);
  check_alerts (window, 2);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The accessible name of a page has its number of records. */
static void
test_counts (void)
{
  GtkAccessible *row;
  AppDesk desk;

  begin (&desk);
  row = GTK_ACCESSIBLE (gtk_list_box_get_row_at_index (GTK_LIST_BOX (app_find (desk.window, "pages")), 1));
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Festival points");
  app_wait (gtk_test_accessible_has_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       gtk_label_get_text (g_object_get_data (G_OBJECT (row), "count")));
  app_desk_end (&desk);
}

void
app_add_access_tests (void)
{
  g_test_add_func ("/app/access/alerts", test_alerts);
  g_test_add_func ("/app/access/counts", test_counts);
  g_test_add_func ("/app/access/names", test_names);
  g_test_add_func ("/app/access/tabs", test_tabs);
  g_test_add_func ("/app/access/open-sections", test_open_sections);
  g_test_add_func ("/app/access/popovers", test_popovers);
  g_test_add_func ("/app/access/welcome", test_welcome);
  g_test_add_func ("/app/access/dialogs", test_dialogs);
  g_test_add_func ("/app/access/errors", test_errors);
  g_test_add_func ("/app/access/roles", test_roles);
}
