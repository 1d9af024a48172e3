/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-child-records.h"

#include "nh-batch.h"
#include "nh-i18n.h"
#include "nh-kind.h"
#include "nh-number.h"
#include "nh-summary-bar.h"
#include "nh-widget-util.h"

struct _NhChildRecords
{
  GtkWidget parent_instance;

  NhSession *session; /* owned */
  const NhRecordType *type;
  GPtrArray *lines; /* of Line */
  NhRecord *record; /* owned (nullable): as saved */
};

/* The child records of one type. */
typedef struct
{
  NhChildRecords *owner; /* borrowed */
  const NhRecordType *type;
  GtkLabel *text; /* of the button that shows them */
  GtkWidget *add;
  GCancellable *summing; /* owned (nullable) */
} Line;

G_DEFINE_FINAL_TYPE (NhChildRecords, nh_child_records, GTK_TYPE_WIDGET)

static void
line_free (gpointer data)
{
  Line *line = data;

  nh_cancel (&line->summing);
  g_free (line);
}

/* "3 gifts · SL: 12 · 6.000.000 đ": short enough for one line. (transfer full) */
static char *
describe (const NhRecordType *type, const NhSums *sums)
{
  GString *text = g_string_new (g_dngettext (GETTEXT_PACKAGE, type->counted[0], type->counted[1], sums->count));
  g_autofree char *count = nh_number_format (sums->count);

  g_string_replace (text, "%s", count, 1);
  for (guint i = 0; i < type->n_fields; i++)
    {
      const NhField *field = &type->fields[i];
      g_autofree char *sum = nh_summary_sum_text (field, &sums->sums[i]);

      if ((~field->flags & (NH_FIELD_SUMMED | NH_FIELD_LISTED)) != 0 || sum == NULL || sums->count == 0)
        continue;
      g_string_append (text, " · ");
      if (field->kind != NH_KIND_MONEY)
        g_string_append_printf (text, "%s: ",
                                _ (field->sum_title != NULL ? field->sum_title
                                   : field->heading != NULL ? field->heading
                                                            : field->title));
      g_string_append (text, sum);
    }
  return g_string_free (text, FALSE);
}

static void
on_sums (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhSums) sums = nh_query_sums_finish (NH_LEDGER (source), result, NULL);
  Line *line = user_data;
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;

  if (sums == NULL)
    return; /* cancelled: @line may have been freed */
  text = describe (line->type, sums);
  whole = nh_summary_describe (line->type, sums, NULL);
  gtk_label_set_text (line->text, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (line->text), whole);
}

static void
read_line (NhChildRecords *self, Line *line)
{
  NhQuery *query;

  nh_cancel (&line->summing);
  if (self->record == NULL)
    return;
  query = nh_query_new (line->type);
  query->year = nh_record_get_info (self->record)->year;
  query->filter = nh_child_records_filter (line->type, self->type, nh_record_get_info (self->record)->id);
  line->summing = g_cancellable_new ();
  nh_query_sums_async (nh_session_get_ledger (self->session), query, line->summing, on_sums, line);
}

NhFilter *
nh_child_records_filter (const NhRecordType *type, const NhRecordType *other, gint64 id)
{
  NhFilter *filter = nh_filter_new (type);
  g_autofree char *condition = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  nh_filter_set (filter, (guint) nh_record_type_child_field (type, other), condition, NULL);
  return filter;
}

static void
on_ledger_changed (NhChildRecords *self, const char *type)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = g_ptr_array_index (self->lines, i);

      if (type == NULL || *type == '\0' || g_str_equal (type, line->type->name))
        read_line (self, line);
    }
}

void
nh_child_records_show (NhChildRecords *self, NhRecord *record)
{
  NhRecord *saved = record != NULL && !nh_record_get_info (record)->deleted ? record : NULL;
  gint64 before;

  g_return_if_fail (NH_IS_CHILD_RECORDS (self));
  before = self->record != NULL ? nh_record_get_info (self->record)->id : 0;
  g_set_object (&self->record, saved);
  gtk_widget_set_visible (GTK_WIDGET (self), saved != NULL && self->lines->len > 0);
  if (before == (saved != NULL ? nh_record_get_info (saved)->id : 0))
    return;
  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = g_ptr_array_index (self->lines, i);

      gtk_label_set_text (line->text, _ (line->type->plural));
      read_line (self, line);
    }
}

/* --- The widget --- */

static void
on_show (Line *line)
{
  NhChildRecords *self = line->owner;

  gtk_widget_activate_action (GTK_WIDGET (self), "workplace.show-child-records", "(ssx)", line->type->name,
                              self->type->name, nh_record_get_info (self->record)->id);
}

/* They get the record's unit and year, refer to it, and take its day where the type has them on the same day. */
static void
on_add (Line *line)
{
  NhChildRecords *self = line->owner;
  const NhRecordType *type = line->type;
  const NhRecordInfo *info = nh_record_get_info (self->record);
  NhRecord *common = nh_record_new (type, info->unit, info->year);
  g_auto (NhValue) value = NH_VALUE_INIT;

  nh_value_set_number (&value, info->id);
  value.text = nh_record_get_name (self->record, nh_session_get_catalog (self->session));
  nh_record_set (common, (guint) nh_record_type_child_field (type, self->type), &value);
  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & NH_FIELD_SAME_DAY) && self->type->date_field >= 0)
      nh_record_set (common, i, nh_record_get (self->record, (guint) self->type->date_field));
  nh_batch_show (GTK_WIDGET (self), self->session, common);
}

static void
add_line (NhChildRecords *self, const NhRecordType *type)
{
  Line *line = g_new0 (Line, 1);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/vn/ngayhoi/app/ui/nh-child-records-line.ui");
  GtkWidget *add = GTK_WIDGET (gtk_builder_get_object (builder, "add"));
  g_autofree char *icon = g_strdup_printf ("nh-%s-symbolic", type->name);
  g_autofree char *adding = g_strdup_printf (_ ("Add here: %s"), _ (type->plural));

  line->owner = self;
  line->type = type;
  line->text = GTK_LABEL (gtk_builder_get_object (builder, "text"));
  line->add = add;
  gtk_label_set_text (line->text, _ (type->plural));
  gtk_image_set_from_icon_name (GTK_IMAGE (gtk_builder_get_object (builder, "icon")), icon);
  gtk_widget_set_tooltip_text (add, adding);
  nh_widget_set_name (add, adding);
  gtk_widget_set_parent (GTK_WIDGET (gtk_builder_get_object (builder, "line")), GTK_WIDGET (self));
  g_signal_connect_swapped (gtk_builder_get_object (builder, "show"), "clicked", G_CALLBACK (on_show), line);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (on_add), line);
  g_ptr_array_add (self->lines, line);
}

/* What cannot be added is not offered. */
static void
follow_session (NhChildRecords *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = g_ptr_array_index (self->lines, i);

      gtk_widget_set_visible (line->add, nh_session_is_open (self->session, line->type));
    }
}

static void
nh_child_records_dispose (GObject *object)
{
  NhChildRecords *self = NH_CHILD_RECORDS (object);

  nh_widget_unparent_children (self);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_object (&self->record);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_child_records_parent_class)->dispose (object);
}

static void
nh_child_records_class_init (NhChildRecordsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_child_records_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "childrecords");
}

static void
nh_child_records_init (NhChildRecords *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  self->lines = g_ptr_array_new_with_free_func (line_free);
}

GtkWidget *
nh_child_records_new (NhSession *session, const NhRecordType *type)
{
  NhChildRecords *self = g_object_new (NH_TYPE_CHILD_RECORDS, NULL);

  self->session = g_object_ref (session);
  self->type = type;
  for (const NhRecordType *const *other = nh_record_types (); *other != NULL; other++)
    if (nh_record_type_child_field (*other, type) >= 0)
      add_line (self, *other);
  g_signal_connect_object (nh_session_get_ledger (session), "changed", G_CALLBACK (on_ledger_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "outline-changed", G_CALLBACK (follow_session), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "view-changed", G_CALLBACK (follow_session), self, G_CONNECT_SWAPPED);
  follow_session (self);
  return GTK_WIDGET (self);
}
