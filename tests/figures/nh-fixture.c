/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "nh-sample.h"
#include "nh-setting.h"
#include "nh-store.h"

static void
make_folder (NhFixture *self, const char *name)
{
  g_autoptr (GError) error = NULL;

  nh_indicators_init ();
  self->folder = g_dir_make_tmp ("nh-figures-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, name, NULL);
}

static void
open_ledger (NhFixture *self)
{
  g_autoptr (GError) error = NULL;

  self->ledger = nh_ledger_open (self->path, NH_OPEN_NO_LOCK, &error);
  g_assert_no_error (error);
}

void
nh_fixture_create (NhFixture *self, const NhLedgerSpec *spec)
{
  g_autoptr (GError) error = NULL;

  make_folder (self, "season.ngayhoi");
  nh_ledger_create (self->path, spec, &error);
  g_assert_no_error (error);
  open_ledger (self);
}

void
nh_fixture_sample (NhFixture *self)
{
  g_autoptr (GError) error = NULL;

  make_folder (self, NH_SAMPLE_FILE_NAME);
  nh_sample_make (self->path, &error);
  g_assert_no_error (error);
  open_ledger (self);
}

static gpointer
delete_all (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const statements[] = { "DELETE FROM gift", "DELETE FROM commendation", "DELETE FROM point",
                                            "DELETE FROM total", "DELETE FROM season" };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!nh_connection_exec (connection, statements[i], "empty the ledger", error))
      return NULL;
  return GINT_TO_POINTER (TRUE);
}

void
nh_fixture_empty (NhFixture *self)
{
  g_autoptr (GError) error = NULL;

  nh_ledger_call (self->ledger, NH_ON_WRITER, delete_all, NULL, NULL, &error);
  g_assert_no_error (error);
  self->n_points = 0;
}

static void
remove_tree (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_remove (path);
}

void
nh_fixture_clear (NhFixture *self)
{
  if (self->ledger != NULL)
    nh_ledger_close (self->ledger);
  g_clear_object (&self->ledger);
  if (self->folder != NULL)
    remove_tree (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->frame, g_hash_table_unref);
}

gint64
nh_fixture_unit (NhFixture *self, const char *code, int year)
{
  const NhUnit *unit = nh_catalog_find_unit (nh_ledger_get_catalog (self->ledger), code, nh_catalog_season_day (year));

  g_assert_nonnull (unit);
  return unit->id;
}

static gpointer
save_record (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_store_save (connection, ledger, data, NULL, error);
}

static void
set_fields (NhRecord *draft, const char *fields)
{
  g_auto (GStrv) parts = g_strsplit (fields, "|", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      char *value = strchr (parts[i], '=');

      g_assert_nonnull (value);
      *value++ = '\0';
      nh_record_set_canonical (draft, parts[i], value, &error);
      g_assert_no_error (error);
    }
}

gint64
nh_fixture_save (NhFixture *self, const char *type, gint64 unit, int year, const char *fields)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) draft = nh_record_new (nh_record_type_find (type), unit, year);
  g_autoptr (NhRecord) saved = NULL;

  if (g_str_equal (type, "point"))
    {
      g_autofree char *place = g_strdup_printf ("place=Thôn %u|place_kind=thon|status=held", ++self->n_points);

      set_fields (draft, place);
    }
  set_fields (draft, fields);
  saved = nh_ledger_call (self->ledger, NH_ON_WRITER, save_record, draft, NULL, &error);
  g_assert_no_error (error);
  return nh_record_get_info (saved)->id;
}

typedef struct
{
  const NhRecordType *type;
  gint64 id;
} Wanted;

static gpointer
get_record (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wanted *wanted = data;

  return nh_store_get (connection, ledger, wanted->type, wanted->id, error);
}

NhRecord *
nh_fixture_record (NhFixture *self, const char *type, gint64 id)
{
  g_autoptr (GError) error = NULL;
  Wanted wanted = { nh_record_type_find (type), id };
  NhRecord *record = nh_ledger_call (self->ledger, NH_ON_READER, get_record, &wanted, NULL, &error);

  g_assert_no_error (error);
  return record;
}

typedef struct
{
  const NhReport *report;
  NhReportRequest request;
} Question;

static gpointer
compute_figures (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const NhReportRequest *request = data;

  return nh_figures_compute (connection, ledger, request->unit, request->year, request->as_of, error);
}

NhFigures *
nh_fixture_figures (NhFixture *self, gint64 unit, int year, NhDate as_of)
{
  g_autoptr (GError) error = NULL;
  NhReportRequest request = { unit, year, as_of };
  NhFigures *figures = nh_ledger_call (self->ledger, NH_ON_READER, compute_figures, &request, NULL, &error);

  g_assert_no_error (error);
  return figures;
}

static gpointer
build_report (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;

  return nh_report_build (question->report, connection, ledger, &question->request, error);
}

NhSheet *
nh_fixture_report (NhFixture *self, const char *report, gint64 unit, int year, NhDate as_of)
{
  g_autoptr (GError) error = NULL;
  Question question = { nh_report_find (report), { .unit = unit, .year = year, .as_of = as_of, .frame = self->frame } };
  NhSheet *sheet;

  g_assert_nonnull (question.report);
  sheet = nh_ledger_call (self->ledger, NH_ON_READER, build_report, &question, NULL, &error);
  g_assert_no_error (error);
  return sheet;
}

static gpointer
set_setting (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *const *both = data;

  return GINT_TO_POINTER (nh_setting_set (connection, both[0], both[1], error));
}

void
nh_fixture_set (NhFixture *self, const char *name, const char *value)
{
  g_autoptr (GError) error = NULL;
  const char *both[] = { name, value };

  nh_ledger_call (self->ledger, NH_ON_WRITER, set_setting, both, NULL, &error);
  g_assert_no_error (error);
}

gboolean
nh_fixture_has_python (void)
{
  g_autofree char *python = g_find_program_in_path ("/usr/bin/python3");

  return python != NULL;
}

void
nh_fixture_choose (NhFixture *self, const char *name, const char *value)
{
  if (self->frame == NULL)
    self->frame = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (self->frame, g_strdup (name), g_strdup (value));
}

static gpointer
check_record (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_problem_free);
  GString *text = g_string_new (NULL);

  nh_figures_check (connection, ledger, data, problems, error);
  for (guint i = 0; i < problems->len; i++)
    {
      const NhProblem *problem = g_ptr_array_index (problems, i);

      g_string_append_printf (text, "%s %s: %s\n", nh_severity_get_name (problem->severity), problem->rule,
                              problem->text);
    }
  return g_string_free (text, FALSE);
}

char *
nh_fixture_check (NhFixture *self, NhRecord *record)
{
  g_autoptr (GError) error = NULL;
  char *text = nh_ledger_call (self->ledger, NH_ON_READER, check_record, record, NULL, &error);

  g_assert_no_error (error);
  return text;
}

char *
nh_fixture_describe (const NhFigure *figure)
{
  static const char *const from[] = { "nothing", "records", "total", "sum" };
  GString *text = g_string_new (from[figure->from]);

  if (figure->state == NH_VALUE_NIL)
    g_string_append (text, " none");
  if (figure->state == NH_VALUE_UNKNOWN)
    g_string_append (text, " unknown");
  if (figure->state == NH_VALUE_SET)
    g_string_append_printf (text, " %s%s%s%" G_GINT64_FORMAT "%s",
                            nh_figure_is_least (figure) && figure->unknown > 0 ? "≥ " : "",
                            figure->qualifier != NULL ? figure->qualifier : "", figure->qualifier != NULL ? " " : "",
                            figure->value, figure->implied ? "?" : "");
  if (figure->partly_total)
    g_string_append (text, "~");
  if (figure->beside)
    g_string_append_printf (text, " (%s%s%" G_GINT64_FORMAT ")%s",
                            figure->other_qualifier != NULL ? figure->other_qualifier : "",
                            figure->other_qualifier != NULL ? " " : "", figure->other, figure->conflict ? "!" : "");
  return g_string_free (text, FALSE);
}

char *
nh_fixture_text (NhSheet *sheet)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < nh_sheet_get_n_paragraphs (sheet); i++)
    g_string_append_printf (text, "%s\n", nh_sheet_get_paragraph (sheet, i));
  return g_string_free (text, FALSE);
}
