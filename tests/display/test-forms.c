/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms on a real display, without keys: building, round trips of values, problems. Run in tests/gui-run with
 * GTK_A11Y=test. */
#include <locale.h>
#include <string.h>

#include "nh-amounts-entry.h"
#include "nh-choice-entry.h"
#include "nh-field-editor.h"
#include "nh-form-section.h"
#include "nh-form.h"
#include "nh-i18n.h"
#include "nh-many-entry.h"
#include "nh-mnemonic.h"
#include "nh-gift.h"
#include "nh-point.h"
#include "nh-season.h"
#include "nh-total.h"
#include "test-catalog.h"

#define PATIENCE_US (5 * G_USEC_PER_SEC)

typedef struct
{
  GtkWidget *window;
  NhForm *form;
  NhCatalog *catalog;
  NhRecord *draft;
  guint changed, left, accepted;
} Desk;

/* --- Helpers --- */

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
wait_left (Desk *desk, guint left)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  while (desk->left < left && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (desk->left, >=, left);
}

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static NhFieldEditor *
editor (Desk *desk, guint field)
{
  g_autoptr (GPtrArray) editors = g_ptr_array_new ();

  collect (GTK_WIDGET (desk->form), NH_TYPE_FIELD_EDITOR, editors);
  for (guint i = 0; i < editors->len; i++)
    if (nh_field_editor_get_index (g_ptr_array_index (editors, i)) == field)
      return g_ptr_array_index (editors, i);
  g_assert_not_reached ();
}

/* What is below the label. */
static GtkWidget *
control (NhFieldEditor *editor)
{
  return gtk_widget_get_next_sibling (gtk_widget_get_first_child (GTK_WIDGET (editor)));
}

static guint
count_in (gpointer widget, GType type)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  collect (widget, type, found);
  return found->len;
}

/* The first row of amounts by source. */
static GtkWidget *
first_amount (GtkWidget *amounts)
{
  return gtk_widget_get_first_child (gtk_widget_get_first_child (amounts));
}

/* '\0': none. */
static char
mnemonic (NhFieldEditor *editor)
{
  GtkWidget *label = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (editor)));
  guint keyval = gtk_label_get_mnemonic_keyval (GTK_LABEL (label));

  return keyval == GDK_KEY_VoidSymbol ? '\0' : (char) gdk_keyval_to_lower (keyval);
}

static void
type_into (Desk *desk, guint field, const char *text)
{
  GtkWidget *target = nh_field_editor_get_target (editor (desk, field));

  g_assert_true (nh_form_focus_field (desk->form, field));
  if (GTK_IS_TEXT_VIEW (target))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (target)), text, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (target), text);
}

static char *
canonical (Desk *desk, guint field)
{
  return nh_kind_to_canonical (&nh_record_get_record_type (desk->draft)->fields[field],
                               nh_record_get (desk->draft, field));
}

static void
assert_value (Desk *desk, guint field, const char *expected)
{
  g_autofree char *value = canonical (desk, field);

  g_assert_cmpstr (value, ==, expected);
}

static void
assert_text (Desk *desk, guint field, const char *expected)
{
  g_autofree char *text = nh_field_editor_get_text (editor (desk, field));

  g_assert_cmpstr (text, ==, expected);
}

static void
count (guint *counter)
{
  (*counter)++;
}

static void
desk_open (Desk *desk, const NhRecordType *type, int year)
{
  memset (desk, 0, sizeof *desk);
  desk->catalog = test_catalog_new ();
  desk->form = NH_FORM (nh_form_new (type));
  desk->draft = nh_record_new (type, TEST_THANH_SEN, year);
  desk->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 400, 600);
  gtk_window_set_child (GTK_WINDOW (desk->window), GTK_WIDGET (desk->form));
  nh_form_set_context (desk->form, desk->catalog, NULL);
  nh_form_set_draft (desk->form, desk->draft);
  g_signal_connect_swapped (desk->form, "changed", G_CALLBACK (count), &desk->changed);
  g_signal_connect_swapped (desk->form, "field-left", G_CALLBACK (count), &desk->left);
  g_signal_connect_swapped (desk->form, "accept", G_CALLBACK (count), &desk->accepted);
  gtk_window_present (GTK_WINDOW (desk->window));
  gtk_test_widget_wait_for_draw (desk->window);
}

static void
desk_close (Desk *desk)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  settle ();
  g_assert_finalize_object (desk->draft);
  g_object_unref (desk->catalog);
}

/* --- The forms --- */

static void
test_complete (gconstpointer data)
{
  const NhRecordType *type = data;
  g_autoptr (GPtrArray) editors = g_ptr_array_new ();
  GtkWidget *form = g_object_ref_sink (nh_form_new (type));

  collect (form, NH_TYPE_FIELD_EDITOR, editors);
  for (guint i = 0; i < type->n_fields; i++)
    {
      guint n = 0;

      for (guint j = 0; j < editors->len; j++)
        n += g_strcmp0 (nh_field_editor_get_name (g_ptr_array_index (editors, j)), type->fields[i].name) == 0;
      g_test_message ("field %s", type->fields[i].name);
      g_assert_cmpuint (n, ==, type->fields[i].flags & NH_FIELD_HIDDEN ? 0 : 1);
    }
  g_assert_finalize_object (form);
}

static void
test_mnemonics (gconstpointer data)
{
  const NhRecordType *type = data;
  g_autoptr (GPtrArray) editors = g_ptr_array_new ();
  GtkWidget *form = g_object_ref_sink (nh_form_new (type));
  gboolean seen[128] = { FALSE };
  guint n = 0;

  nh_form_reserve_mnemonics (NH_FORM (form), "Ps");
  collect (form, NH_TYPE_FIELD_EDITOR, editors);
  for (guint i = 0; i < editors->len; i++)
    {
      char letter = mnemonic (g_ptr_array_index (editors, i));

      if (nh_field_editor_is_main (g_ptr_array_index (editors, i)))
        g_assert_cmpint (letter, !=, '\0');
      if (letter == '\0')
        continue;
      g_assert_true (g_ascii_islower (letter));
      g_assert_cmpint (letter, !=, 'p');
      g_assert_cmpint (letter, !=, 's');
      g_assert_false (seen[(int) letter]);
      seen[(int) letter] = TRUE;
      n++;
    }
  g_assert_cmpuint (n, >=, MIN (editors->len, 6));
  g_assert_finalize_object (form);
}

static void
test_mnemonic_letters (void)
{
  static const struct
  {
    const char *title, *taken;
    char letter;
    const char *marked;
  } cases[] = {
    { "Place", "", 'p', "_Place" },
    { "Nơi tổ chức", "n", 't', "Nơi _tổ chức" },
    { "Nơi tổ chức", "ntc", 'i', "Nơ_i tổ chức" },
    { "Đến ngày", "", 'n', "Đến _ngày" },
    { "Ở", "", '\0', "Ở" },
    { "a_b", "", 'a', "_a__b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) taken = g_string_new (cases[i].taken);
      const char *letter = nh_mnemonic_pick (cases[i].title, taken);
      g_autofree char *marked = nh_mnemonic_mark (cases[i].title, letter);

      g_assert_cmpint (letter == NULL ? '\0' : g_ascii_tolower (*letter), ==, cases[i].letter);
      g_assert_cmpstr (marked, ==, cases[i].marked);
    }
}

/* Only by its label: a label property besides would be spoken twice. */
static void
assert_named (Desk *desk, guint field, const char *name)
{
  GtkWidget *target = nh_field_editor_get_target (editor (desk, field));
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_PROPERTY_LABEL));
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  collect (GTK_WIDGET (editor (desk, field)), GTK_TYPE_LABEL, labels);
  gtk_test_accessible_assert_relation (target, GTK_ACCESSIBLE_RELATION_LABELLED_BY, g_ptr_array_index (labels, 0),
                                       NULL);
  gtk_test_accessible_assert_property (g_ptr_array_index (labels, 0), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}

static void
test_accessible (void)
{
  Desk desk;
  GtkWidget *target;

  desk_open (&desk, &nh_point_type, 2026);
  target = nh_field_editor_get_target (editor (&desk, NH_POINT_PLACE));
  gtk_test_accessible_assert_role (target, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  assert_named (&desk, NH_POINT_PLACE, _ ("Place"));
  gtk_test_accessible_assert_property (target, GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE);
  target = nh_field_editor_get_target (editor (&desk, NH_POINT_LEADERS));
  gtk_test_accessible_assert_role (target, GTK_ACCESSIBLE_ROLE_GROUP);
  assert_named (&desk, NH_POINT_LEADERS, _ ("Leaders attending"));
  target = nh_many_entry_get_button (NH_MANY_ENTRY (target), "province");
  gtk_test_accessible_assert_property (target, GTK_ACCESSIBLE_PROPERTY_LABEL, "Tỉnh");
  desk_close (&desk);
}

/* --- Values --- */

static void
test_round_trip (void)
{
  static const struct
  {
    guint field;
    const char *typed, *value, *shown;
  } cases[] = {
    { NH_POINT_PLACE, "  Tổ dân  phố 3 ", "Tổ dân phố 3", "Tổ dân phố 3" },
    { NH_POINT_PLACE_KIND, "tdp", "to_dan_pho", "Tổ dân phố" },
    { NH_POINT_PLACE_KIND, "to dan", "to_dan_pho", "Tổ dân phố" },
    { NH_POINT_DATE_FROM, "8", "2026-08-08", "08/08/2026" },
    { NH_POINT_DATE_FROM, "080826", "2026-08-08", "08/08/2026" },
    { NH_POINT_DATE_FROM, "?", "unknown", NULL },
    { NH_POINT_ATTENDANCE, "84000", "84000", "84.000" },
    { NH_POINT_ATTENDANCE, "không có", "none", NULL },
    { NH_POINT_ATTENDANCE, "chua co", "unknown", NULL },
    { NH_POINT_COST, "12,5 triệu", "12500000", "12.500.000" },
    { NH_POINT_NOTE, "một\nhai\n", "một\nhai", "một\nhai" },
    { NH_POINT_MODEL_LEVEL, "tinh", "province", "Tỉnh" },
    { NH_POINT_PLACE, "", "", "" },
  };
  Desk desk;

  desk_open (&desk, &nh_point_type, 2026);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const NhField *field = &nh_point_type.fields[cases[i].field];
      g_autofree char *shown = NULL;

      g_test_message ("%s: “%s”", field->name, cases[i].typed);
      type_into (&desk, cases[i].field, cases[i].typed);
      nh_form_commit (desk.form);
      assert_value (&desk, cases[i].field, cases[i].value);
      shown = nh_kind_edit_text (field, nh_record_get (desk.draft, cases[i].field), desk.catalog);
      assert_text (&desk, cases[i].field, cases[i].shown == NULL ? shown : cases[i].shown);
      g_assert_false (nh_form_context_has_typed (nh_form_get_context (desk.form)));
    }
  g_assert_cmpuint (desk.changed, >=, G_N_ELEMENTS (cases));
  desk_close (&desk);
}

/* A form shows its draft, and reading it back gives the same draft. */
static void
test_show (void)
{
  static const struct
  {
    guint field;
    const char *value;
  } cases[] = {
    { NH_POINT_PLACE, "Thôn Bàu Láng" },
    { NH_POINT_PLACE_KIND, "thon" },
    { NH_POINT_DATE_FROM, "2023-08-12" },
    { NH_POINT_ATTENDANCE, "none" },
    { NH_POINT_LEADERS, "province,district" },
    { NH_POINT_DISTRICT_NAMES, "Ông A" },
    { NH_POINT_FESTIVITIES, "van_nghe,the_thao" },
    { NH_POINT_COST, "12500000" },
    { NH_POINT_FUNDING, "ngan_sach:5000000,mttq:7500000" },
    { NH_POINT_NOTE, "một\nhai" },
  };
  Desk desk;
  g_autoptr (NhRecord) copy = NULL;

  desk_open (&desk, &nh_point_type, 2023);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_true (
        nh_record_set_canonical (desk.draft, nh_point_type.fields[cases[i].field].name, cases[i].value, NULL));
  copy = nh_record_seal (desk.draft);
  for (guint i = 0; i < nh_point_type.n_fields; i++)
    if (nh_form_focus_field (desk.form, i))
      nh_form_commit (desk.form);
  g_assert_true (nh_record_equal (copy, desk.draft));
  g_assert_cmpuint (desk.changed, ==, 0);
  g_assert_cmpuint (count_in (control (editor (&desk, NH_POINT_FUNDING)), NH_TYPE_CHOICE_ENTRY), ==, 3);
  desk_close (&desk);
}

static void
test_span (void)
{
  Desk desk;

  desk_open (&desk, &nh_point_type, 2024);
  type_into (&desk, NH_POINT_DATE_FROM, "9-13/8");
  nh_form_focus_field (desk.form, NH_POINT_ATTENDANCE);
  wait_left (&desk, 1);
  assert_value (&desk, NH_POINT_DATE_FROM, "2024-08-09");
  assert_value (&desk, NH_POINT_DATE_TO, "2024-08-13");
  assert_text (&desk, NH_POINT_DATE_FROM, "09–13/08/2024"); /* one span, shown as one */
  assert_text (&desk, NH_POINT_DATE_TO, "13/08/2024");
  /* What it shows can be read again, and its last day be changed. */
  type_into (&desk, NH_POINT_DATE_FROM, "09–14/08/2024");
  nh_form_commit (desk.form);
  assert_value (&desk, NH_POINT_DATE_FROM, "2024-08-09");
  assert_value (&desk, NH_POINT_DATE_TO, "2024-08-14");
  /* A single day in its place is all. */
  type_into (&desk, NH_POINT_DATE_FROM, "12/8");
  nh_form_commit (desk.form);
  assert_text (&desk, NH_POINT_DATE_FROM, "12/08/2024");
  assert_value (&desk, NH_POINT_DATE_TO, "");
  /* A last day of its own is kept when the first one follows. */
  type_into (&desk, NH_POINT_DATE_FROM, "");
  type_into (&desk, NH_POINT_DATE_TO, "13/8");
  type_into (&desk, NH_POINT_DATE_FROM, "9/8");
  nh_form_commit (desk.form);
  assert_text (&desk, NH_POINT_DATE_FROM, "09–13/08/2024");
  desk_close (&desk);
}

/* "hơn 250" is typed, shown and kept as one. */
static void
test_qualified (void)
{
  Desk desk;

  desk_open (&desk, &nh_point_type, 2026);
  type_into (&desk, NH_POINT_ATTENDANCE, "hơn 1.750");
  nh_form_commit (desk.form);
  assert_value (&desk, NH_POINT_ATTENDANCE, "1750");
  assert_value (&desk, NH_POINT_ATTENDANCE_QUALIFIER, "hon");
  assert_text (&desk, NH_POINT_ATTENDANCE, "hơn 1.750");
  type_into (&desk, NH_POINT_ATTENDANCE, "Trên 1750");
  nh_form_commit (desk.form);
  assert_text (&desk, NH_POINT_ATTENDANCE, "trên 1.750");
  /* A bare number in its place is exact; a word chosen beside it is shown with it. */
  type_into (&desk, NH_POINT_ATTENDANCE, "1.750");
  nh_form_commit (desk.form);
  assert_value (&desk, NH_POINT_ATTENDANCE_QUALIFIER, "");
  nh_record_set_text (desk.draft, NH_POINT_ATTENDANCE_QUALIFIER, "khoang");
  assert_text (&desk, NH_POINT_ATTENDANCE, "khoảng 1.750");
  type_into (&desk, NH_POINT_ATTENDANCE, "hơn nhiều");
  nh_form_commit (desk.form);
  assert_text (&desk, NH_POINT_ATTENDANCE, "hơn nhiều");
  assert_value (&desk, NH_POINT_ATTENDANCE, "");
  desk_close (&desk);
}

/* The name says what kind of place it is, until another kind is chosen. */
static void
test_kind_by_name (void)
{
  Desk desk;

  desk_open (&desk, &nh_point_type, 2026);
  nh_record_set_text (desk.draft, NH_POINT_PLACE_KIND, "thon"); /* carried over */
  type_into (&desk, NH_POINT_PLACE, "Tổ dân phố 5");
  nh_form_commit (desk.form);
  assert_value (&desk, NH_POINT_PLACE_KIND, "to_dan_pho");
  type_into (&desk, NH_POINT_PLACE, "thôn Bàu Láng");
  nh_form_commit (desk.form);
  assert_value (&desk, NH_POINT_PLACE_KIND, "thon");
  nh_form_focus_field (desk.form, NH_POINT_ATTENDANCE);
  nh_record_set_text (desk.draft, NH_POINT_PLACE_KIND, "lien_thon"); /* several areas under the name of the first */
  type_into (&desk, NH_POINT_PLACE, "Thôn Đông – Thôn Tây");
  nh_form_focus_field (desk.form, NH_POINT_ATTENDANCE);
  assert_value (&desk, NH_POINT_PLACE_KIND, "lien_thon");
  nh_record_set_text (desk.draft, NH_POINT_PLACE_KIND, "khu_dan_cu"); /* chosen */
  type_into (&desk, NH_POINT_PLACE, "Tổ dân phố 6");
  nh_form_commit (desk.form);
  assert_value (&desk, NH_POINT_PLACE_KIND, "khu_dan_cu");
  desk_close (&desk);
}

/* The value in all is worked out when it is saved, and shown before. */
static void
test_placeholder (void)
{
  Desk desk;
  GtkEntry *value;

  desk_open (&desk, &nh_gift_type, 2026);
  value = GTK_ENTRY (nh_field_editor_get_target (editor (&desk, NH_GIFT_VALUE)));
  type_into (&desk, NH_GIFT_QUANTITY, "12");
  type_into (&desk, NH_GIFT_UNIT_VALUE, "500000");
  nh_form_commit (desk.form);
  g_assert_cmpstr (gtk_entry_get_placeholder_text (value), ==, "6.000.000");
  assert_value (&desk, NH_GIFT_VALUE, "");
  type_into (&desk, NH_GIFT_QUANTITY, "");
  nh_form_commit (desk.form);
  g_assert_cmpstr (gtk_entry_get_placeholder_text (value), ==, "");
  desk_close (&desk);
}

/* A bare day is completed by the month last typed. */
static void
test_month (void)
{
  Desk desk;

  desk_open (&desk, &nh_point_type, 2026);
  type_into (&desk, NH_POINT_DATE_FROM, "29/7");
  nh_form_focus_field (desk.form, NH_POINT_DATE_TO);
  type_into (&desk, NH_POINT_DATE_TO, "30");
  nh_form_commit (desk.form);
  assert_value (&desk, NH_POINT_DATE_TO, "2026-07-30");
  desk_close (&desk);
}

static void
test_amounts (void)
{
  Desk desk;
  GtkWidget *amounts;

  desk_open (&desk, &nh_point_type, 2026);
  amounts = control (editor (&desk, NH_POINT_FUNDING));
  g_assert_true (nh_form_focus_field (desk.form, NH_POINT_FUNDING));
  g_assert_cmpuint (count_in (amounts, NH_TYPE_CHOICE_ENTRY), ==, 1);
  gtk_editable_set_text (
      GTK_EDITABLE (nh_choice_entry_get_entry (NH_CHOICE_ENTRY (gtk_widget_get_first_child (first_amount (amounts))))),
      "ngan sach");
  g_assert_cmpuint (count_in (amounts, NH_TYPE_CHOICE_ENTRY), ==, 2);
  g_assert_true (nh_form_context_has_typed (nh_form_get_context (desk.form)));
  g_assert_true (nh_amounts_kind.step (amounts, 1));
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_last_child (first_amount (amounts))), "5 triệu");
  g_assert_false (nh_form_context_has_typed (nh_form_get_context (desk.form)));
  assert_value (&desk, NH_POINT_FUNDING, "ngan_sach:5000000");
  g_assert_true (nh_amounts_kind.step (amounts, 1));
  g_assert_false (nh_amounts_kind.step (amounts, 1)); /* the empty row is the last */
  nh_form_commit (desk.form);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (gtk_widget_get_last_child (first_amount (amounts)))), ==,
                   "5.000.000");
  desk_close (&desk);
}

/* Districts are offered for days on which there were any, or when already chosen. */
static void
test_dated_choices (void)
{
  static const struct
  {
    int year;
    const char *day, *chosen;
    gboolean offered;
  } cases[] = {
    { 2024, "2024-08-12", "", TRUE }, { 2025, "2025-06-30", "", TRUE },         { 2025, "2025-07-01", "", FALSE },
    { 2026, "", "", FALSE },          { 2026, "2026-08-12", "district", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Desk desk;
      NhManyEntry *leaders;

      desk_open (&desk, &nh_point_type, cases[i].year);
      g_assert_true (nh_record_set_canonical (desk.draft, "date_from", cases[i].day, NULL));
      g_assert_true (nh_record_set_canonical (desk.draft, "leaders", cases[i].chosen, NULL));
      leaders = NH_MANY_ENTRY (control (editor (&desk, NH_POINT_LEADERS)));
      g_assert_cmpint (nh_many_entry_get_button (leaders, "district") != NULL, ==, cases[i].offered);
      g_assert_nonnull (nh_many_entry_get_button (leaders, "province"));
      desk_close (&desk);
    }
}

static void
test_when (void)
{
  Desk desk;
  NhManyEntry *leaders;

  desk_open (&desk, &nh_point_type, 2026);
  leaders = NH_MANY_ENTRY (control (editor (&desk, NH_POINT_LEADERS)));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (editor (&desk, NH_POINT_PROVINCE_NAMES))));
  g_assert_false (nh_form_focus_field (desk.form, NH_POINT_PROVINCE_NAMES));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (nh_many_entry_get_button (leaders, "province")), TRUE);
  assert_value (&desk, NH_POINT_LEADERS, "province");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (editor (&desk, NH_POINT_PROVINCE_NAMES))));
  g_assert_true (nh_form_focus_field (desk.form, NH_POINT_PROVINCE_NAMES));
  desk_close (&desk);
}

/* --- Typed texts and restoring --- */

static void
test_unreadable (void)
{
  Desk desk;
  g_autoptr (GHashTable) typed = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  GtkWidget *target;

  desk_open (&desk, &nh_point_type, 2026);
  target = nh_field_editor_get_target (editor (&desk, NH_POINT_DATE_FROM));
  type_into (&desk, NH_POINT_DATE_FROM, "31/2");
  assert_value (&desk, NH_POINT_DATE_FROM, "");
  gtk_test_accessible_assert_state (target, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE); /* still typing */
  nh_form_focus_field (desk.form, NH_POINT_ATTENDANCE);
  wait_left (&desk, 1);
  gtk_test_accessible_assert_state (target, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
  g_assert_true (gtk_widget_has_css_class (target, "error"));
  assert_text (&desk, NH_POINT_DATE_FROM, "31/2");

  typed = nh_form_context_collect_typed (nh_form_get_context (desk.form), NULL);
  g_assert_cmpuint (g_hash_table_size (typed), ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (typed, "date_from"), ==, "31/2");
  problems = nh_form_context_check (nh_form_get_context (desk.form));
  g_assert_cmpstr (((NhProblem *) g_ptr_array_index (problems, 0))->rule, ==, "point.unreadable");
  for (guint i = 1; i < problems->len; i++) /* the field is not missing, too */
    g_assert_cmpint (((NhProblem *) g_ptr_array_index (problems, i))->field, !=, NH_POINT_DATE_FROM);

  type_into (&desk, NH_POINT_DATE_FROM, "28/2");
  gtk_test_accessible_assert_state (target, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE); /* only when left */
  g_assert_false (gtk_widget_has_css_class (target, "error"));
  g_assert_false (nh_form_context_has_typed (nh_form_get_context (desk.form)));

  nh_form_context_restore_typed (nh_form_get_context (desk.form), typed);
  g_assert_true (nh_form_context_has_typed (nh_form_get_context (desk.form)));
  assert_text (&desk, NH_POINT_DATE_FROM, "31/2");
  nh_form_set_draft (desk.form, desk.draft);
  g_assert_false (nh_form_context_has_typed (nh_form_get_context (desk.form)));
  desk_close (&desk);
}

static void
test_restore (void)
{
  Desk desk;

  desk_open (&desk, &nh_point_type, 2026);
  nh_record_set_text (desk.draft, NH_POINT_PLACE, "Thôn 1");
  nh_form_set_draft (desk.form, desk.draft);
  g_assert_false (nh_form_restore_field (desk.form));
  type_into (&desk, NH_POINT_PLACE, "Thôn 2");
  assert_value (&desk, NH_POINT_PLACE, "Thôn 2");
  nh_form_commit (desk.form);
  g_assert_true (nh_form_restore_field (desk.form));
  assert_value (&desk, NH_POINT_PLACE, "Thôn 1");
  g_assert_false (nh_form_restore_field (desk.form));
  desk_close (&desk);
}

static void
test_copy_previous (void)
{
  Desk desk;
  g_autoptr (NhRecord) previous = nh_record_new (&nh_point_type, TEST_THANH_SEN, 2026);

  nh_record_set_number (previous, NH_POINT_ATTENDANCE, 185);
  desk_open (&desk, &nh_point_type, 2026);
  g_assert_true (nh_form_focus_field (desk.form, NH_POINT_ATTENDANCE));
  g_assert_cmpint (nh_form_get_focus_field (desk.form), ==, NH_POINT_ATTENDANCE);
  g_assert_true (nh_form_copy_previous (desk.form, previous));
  assert_value (&desk, NH_POINT_ATTENDANCE, "185");
  assert_text (&desk, NH_POINT_ATTENDANCE, "185");
  g_assert_cmpuint (desk.changed, ==, 1);
  g_assert_true (nh_form_focus_field (desk.form, NH_POINT_PACTS));
  g_assert_false (nh_form_copy_previous (desk.form, previous)); /* blank there */
  desk_close (&desk);
}

static void
count_given_up (GdkClipboard *selection, GParamSpec *pspec, guint *given_up)
{
  if (gdk_clipboard_get_content (selection) == NULL)
    (*given_up)++;
}

/* From one filled field to the next the X11 selection goes over at once: one that is given up first comes back as a
 * loss when the second has it, and unselects what is about to be typed over. */
static void
test_selection (void)
{
  GdkClipboard *selection = gdk_display_get_primary_clipboard (gdk_display_get_default ());
  guint given_up = 0;
  int start, end;
  Desk desk;
  GtkWidget *place, *day;

  desk_open (&desk, &nh_point_type, 2026);
  nh_record_set_text (desk.draft, NH_POINT_PLACE, "Thôn Đông Hạ");
  nh_record_set_number (desk.draft, NH_POINT_DATE_FROM, 20260809);
  place = nh_field_editor_get_target (editor (&desk, NH_POINT_PLACE));
  day = nh_field_editor_get_target (editor (&desk, NH_POINT_DATE_FROM));
  g_assert_true (nh_form_focus_field (desk.form, NH_POINT_PLACE));
  g_assert_nonnull (gdk_clipboard_get_content (selection));
  g_signal_connect (selection, "notify::content", G_CALLBACK (count_given_up), &given_up);
  g_assert_true (nh_form_focus_field (desk.form, NH_POINT_DATE_FROM));
  wait_left (&desk, 1);
  g_assert_cmpuint (given_up, ==, 0);
  g_assert_true (gtk_editable_get_selection_bounds (GTK_EDITABLE (day), &start, &end));
  g_assert_cmpint (end - start, ==, (int) strlen ("09/08/2026"));
  g_assert_false (gtk_editable_get_selection_bounds (GTK_EDITABLE (place), NULL, NULL));
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (place)), ==, 0);
  g_signal_handlers_disconnect_by_data (selection, &given_up);
  desk_close (&desk);
}

/* --- Problems --- */

static NhProblem *
problem (int field, NhSeverity severity, const char *rule)
{
  NhProblem *made = g_new0 (NhProblem, 1);

  made->field = field;
  made->severity = severity;
  made->rule = g_strdup (rule);
  made->text = g_strdup_printf ("text of %s", rule);
  return made;
}

static void
test_problems (void)
{
  Desk desk;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_problem_free);
  GtkWidget *place, *attendance;

  desk_open (&desk, &nh_point_type, 2026);
  place = nh_field_editor_get_target (editor (&desk, NH_POINT_PLACE));
  attendance = nh_field_editor_get_target (editor (&desk, NH_POINT_ATTENDANCE));
  g_ptr_array_add (problems, problem (NH_POINT_PLACE, NH_SEVERITY_BLOCK, "point.required"));
  g_ptr_array_add (problems, problem (NH_POINT_ATTENDANCE, NH_SEVERITY_WARN, "point.crowd"));
  nh_form_set_problems (desk.form, problems);
  gtk_test_accessible_assert_state (place, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE); /* no focus yet */

  nh_form_reveal_problems (desk.form);
  gtk_test_accessible_assert_state (place, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_test_accessible_assert_state (attendance, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE); /* only a warning */
  g_assert_true (gtk_widget_has_css_class (attendance, "warning"));
  nh_form_focus_start (desk.form);
  g_assert_true (nh_form_focus_next_problem (desk.form));
  g_assert_cmpint (nh_form_get_focus_field (desk.form), ==, NH_POINT_ATTENDANCE);
  g_assert_true (nh_form_focus_next_problem (desk.form)); /* wraps around */
  g_assert_cmpint (nh_form_get_focus_field (desk.form), ==, NH_POINT_PLACE);

  nh_form_set_problems (desk.form, NULL);
  gtk_test_accessible_assert_state (place, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE);
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (place), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
  desk_close (&desk);
}

static void
note_waiver (NhForm *form, const char *rule, const char *reason, char **noted)
{
  g_free (*noted);
  *noted = g_strdup_printf ("%s: %s", rule, reason);
}

static void
press_tab (Desk *desk, gboolean back)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (desk->form));
  gboolean handled = FALSE;

  for (guint i = 0; !handled && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", back ? GDK_KEY_ISO_Left_Tab : GDK_KEY_Tab, 0,
                               back ? GDK_SHIFT_MASK : 0, &handled);
    }
  g_assert_true (handled);
}

/* Forwards the button comes after its field; back from the next field, the field comes at once. */
static void
assert_back_to_field (Desk *desk, GtkWidget *button)
{
  NhFieldEditor *warned = editor (desk, NH_POINT_ATTENDANCE);

  gtk_widget_grab_focus (GTK_WIDGET (warned));
  press_tab (desk, FALSE);
  g_assert_true (gtk_widget_has_focus (button));
  gtk_widget_grab_focus (GTK_WIDGET (editor (desk, NH_POINT_PACTS)));
  press_tab (desk, TRUE);
  g_assert_true (nh_field_editor_has_focus (warned));
}

static void
test_waive (void)
{
  Desk desk;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_problem_free);
  g_autofree char *noted = NULL, *waiver = NULL;
  GtkWidget *button, *reason;

  desk_open (&desk, &nh_point_type, 2026);
  g_ptr_array_add (problems, problem (NH_POINT_ATTENDANCE, NH_SEVERITY_WARN, "point.crowd"));
  g_signal_connect (desk.form, "waive", G_CALLBACK (note_waiver), &noted);
  nh_form_set_problems (desk.form, problems);
  nh_form_reveal_problems (desk.form);
  gtk_test_widget_wait_for_draw (desk.window);
  button = nh_problem_box_get_button (nh_field_editor_get_problem_box (editor (&desk, NH_POINT_ATTENDANCE)));
  g_assert_nonnull (button);
  assert_back_to_field (&desk, button);
  g_signal_emit_by_name (button, "clicked");
  reason = gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (desk.window)), GTK_TYPE_ENTRY);
  g_assert_nonnull (reason);
  g_signal_emit_by_name (reason, "activate");
  g_assert_null (noted); /* needs a reason */
  gtk_editable_set_text (GTK_EDITABLE (reason), "đã hỏi lại");
  g_signal_emit_by_name (reason, "activate");
  g_assert_cmpstr (noted, ==, "point.crowd: đã hỏi lại");
  waiver = nh_record_get_waiver (desk.draft, "point.crowd");
  g_assert_cmpstr (waiver, ==, "đã hỏi lại");
  g_assert_false (
      gtk_widget_has_css_class (nh_field_editor_get_target (editor (&desk, NH_POINT_ATTENDANCE)), "warning"));
  g_assert_false (nh_form_focus_next_problem (desk.form));
  desk_close (&desk);
}

/* --- Sections, last year, the choice --- */

static void
test_folds (void)
{
  Desk desk;
  g_autofree char *folded = NULL, *none = NULL;

  desk_open (&desk, &nh_point_type, 2026);
  nh_form_set_folded (desk.form, "more,funding");
  folded = nh_form_get_folded (desk.form);
  g_assert_cmpstr (folded, ==, "more,funding");
  g_assert_true (nh_form_focus_field (desk.form, NH_POINT_STATUS)); /* unfolds the section */
  g_assert_true (nh_form_focus_field (desk.form, NH_POINT_NOTE));
  none = nh_form_get_folded (desk.form);
  g_assert_cmpstr (none, ==, "");
  desk_close (&desk);
}

static NhFormSection *
section_of (Desk *desk, guint field)
{
  return NH_FORM_SECTION (gtk_widget_get_ancestor (GTK_WIDGET (editor (desk, field)), NH_TYPE_FORM_SECTION));
}

/* The head of a folded section takes the focus; unfolding it moves the focus inside; folding keeps the focus. */
static void
test_heads (void)
{
  Desk desk;
  NhFormSection *section;
  GtkWidget *head;

  desk_open (&desk, &nh_point_type, 2026);
  section = section_of (&desk, NH_POINT_DATE_TO);
  head = nh_form_section_get_head (section);
  nh_form_set_folded (desk.form, "");
  gtk_test_accessible_assert_state (head, GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);
  g_assert_false (gtk_widget_get_focusable (head));
  nh_form_set_folded (desk.form, "more");
  gtk_test_accessible_assert_state (head, GTK_ACCESSIBLE_STATE_EXPANDED, FALSE);
  g_assert_true (gtk_widget_grab_focus (head));
  g_assert_cmpint (nh_form_get_focus_field (desk.form), ==, -1);
  g_signal_emit_by_name (head, "clicked");
  g_assert_false (nh_form_section_get_folded (section));
  g_assert_cmpint (nh_form_get_focus_field (desk.form), ==, NH_POINT_DATE_TO);

  /* A click does not move the focus. */
  g_assert_true (nh_form_focus_field (desk.form, NH_POINT_PLACE));
  g_signal_emit_by_name (head, "clicked");
  g_assert_true (nh_form_section_get_folded (section));
  g_signal_emit_by_name (head, "clicked");
  g_assert_cmpint (nh_form_get_focus_field (desk.form), ==, NH_POINT_PLACE);

  type_into (&desk, NH_POINT_ORGANISERS, "Hội Phụ nữ");
  g_signal_emit_by_name (head, "clicked");
  g_assert_true (nh_form_section_get_folded (section));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (desk.window)) == head);
  wait_left (&desk, 1);
  assert_value (&desk, NH_POINT_ORGANISERS, "Hội Phụ nữ");
  desk_close (&desk);
}

static gboolean
shows (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget) &&
      g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, text))
      return TRUE;
  return FALSE;
}

static void
test_beside (void)
{
  Desk desk;
  g_autoptr (NhRecord) last_year = nh_record_new (&nh_point_type, TEST_THANH_SEN, 2025);

  nh_record_set_number (last_year, NH_POINT_ATTENDANCE, 1380);
  desk_open (&desk, &nh_point_type, 2026);
  nh_form_set_last_year (desk.form, last_year);
  g_assert_true (shows (GTK_WIDGET (editor (&desk, NH_POINT_ATTENDANCE)), "2025: 1.380"));
  nh_form_set_last_year (desk.form, NULL);
  g_assert_false (shows (GTK_WIDGET (editor (&desk, NH_POINT_ATTENDANCE)), "2025: 1.380"));
  type_into (&desk, NH_POINT_COST, "12,5 triệu");
  g_assert_true (
      shows (GTK_WIDGET (editor (&desk, NH_POINT_COST)), "12,5 triệu đồng · Mười hai triệu năm trăm nghìn đồng"));
  desk_close (&desk);
}

/* The names of models come right after their number, for the eye and for Enter. */
static void
test_order (void)
{
  g_autoptr (NhForm) form = g_object_ref_sink (NH_FORM (nh_form_new (&nh_point_type)));
  GPtrArray *editors = nh_form_get_context (form)->editors;

  for (guint i = 1; i < editors->len; i++)
    if (nh_field_editor_get_index (editors->pdata[i]) == NH_POINT_MODEL_NAMES)
      {
        g_assert_cmpuint (nh_field_editor_get_index (editors->pdata[i - 1]), ==, NH_POINT_MODELS);
        return;
      }
  g_assert_not_reached ();
}

static void
test_choice (void)
{
  Desk desk;
  NhChoiceEntry *choice;
  GtkEditable *text;

  desk_open (&desk, &nh_point_type, 2026);
  choice = NH_CHOICE_ENTRY (control (editor (&desk, NH_POINT_PLACE_KIND)));
  text = GTK_EDITABLE (nh_choice_entry_get_entry (choice));
  nh_form_focus_field (desk.form, NH_POINT_PLACE_KIND);
  g_assert_false (nh_choice_entry_is_open (choice));
  g_assert_true (nh_choice_entry_handle_key (choice, GDK_KEY_F4, 0));
  g_assert_true (nh_choice_entry_is_open (choice));
  g_assert_cmpuint (count_in (choice, GTK_TYPE_LIST_BOX_ROW), >, 8);
  g_assert_true (nh_choice_entry_handle_key (choice, GDK_KEY_Escape, 0));
  g_assert_false (nh_choice_entry_is_open (choice));

  gtk_editable_set_text (text, "dan pho");
  g_assert_true (nh_choice_entry_is_open (choice));
  g_assert_cmpuint (count_in (choice, GTK_TYPE_LIST_BOX_ROW), ==, 1);
  g_assert_false (nh_choice_entry_handle_key (choice, GDK_KEY_Tab, 0)); /* taken, but not consumed */
  g_assert_cmpstr (gtk_editable_get_text (text), ==, "Tổ dân phố");
  assert_value (&desk, NH_POINT_PLACE_KIND, "to_dan_pho");

  gtk_editable_set_text (text, "x"); /* xóm, xã */
  g_assert_cmpuint (count_in (choice, GTK_TYPE_LIST_BOX_ROW), >=, 2);
  nh_choice_entry_handle_key (choice, GDK_KEY_Tab, 0);
  g_assert_cmpstr (gtk_editable_get_text (text), ==, "x");
  gtk_editable_set_text (text, "xa");
  nh_choice_entry_handle_key (choice, GDK_KEY_Return, 0);
  assert_value (&desk, NH_POINT_PLACE_KIND, "xa");

  gtk_editable_set_text (text, "tàu vũ trụ");
  g_assert_cmpuint (count_in (choice, GTK_TYPE_LIST_BOX_ROW), ==, 0);
  g_assert_false (nh_choice_entry_is_open (choice));
  nh_choice_entry_handle_key (choice, GDK_KEY_Return, 0);
  g_assert_cmpstr (gtk_editable_get_text (text), ==, "tàu vũ trụ"); /* unreadable text stays */
  g_assert_true (nh_form_context_has_typed (nh_form_get_context (desk.form)));
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  const NhRecordType *const *types = nh_record_types ();

  nh_i18n_init (NH_LANGUAGE_ENGLISH);
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  for (guint i = 0; types[i] != NULL; i++)
    {
      g_autofree char *complete = g_strdup_printf ("/forms/complete/%s", types[i]->name);
      g_autofree char *mnemonics = g_strdup_printf ("/forms/mnemonics/%s", types[i]->name);

      g_test_add_data_func (complete, types[i], test_complete);
      g_test_add_data_func (mnemonics, types[i], test_mnemonics);
    }
  g_test_add_func ("/forms/mnemonic-letters", test_mnemonic_letters);
  g_test_add_func ("/forms/accessible", test_accessible);
  g_test_add_func ("/forms/round-trip", test_round_trip);
  g_test_add_func ("/forms/show", test_show);
  g_test_add_func ("/forms/span", test_span);
  g_test_add_func ("/forms/qualified", test_qualified);
  g_test_add_func ("/forms/kind-by-name", test_kind_by_name);
  g_test_add_func ("/forms/placeholder", test_placeholder);
  g_test_add_func ("/forms/month", test_month);
  g_test_add_func ("/forms/amounts", test_amounts);
  g_test_add_func ("/forms/dated-choices", test_dated_choices);
  g_test_add_func ("/forms/when", test_when);
  g_test_add_func ("/forms/unreadable", test_unreadable);
  g_test_add_func ("/forms/restore", test_restore);
  g_test_add_func ("/forms/copy-previous", test_copy_previous);
  g_test_add_func ("/forms/selection", test_selection);
  g_test_add_func ("/forms/problems", test_problems);
  g_test_add_func ("/forms/waive", test_waive);
  g_test_add_func ("/forms/folds", test_folds);
  g_test_add_func ("/forms/heads", test_heads);
  g_test_add_func ("/forms/beside", test_beside);
  g_test_add_func ("/forms/choice", test_choice);
  g_test_add_func ("/forms/order", test_order);
  return g_test_run ();
}
