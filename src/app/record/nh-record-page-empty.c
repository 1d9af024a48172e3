/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a list says in which there is nothing. */
#include "nh-record-page-private.h"

#include "nh-i18n.h"

/* "No gifts for 2026 yet": which kind is missing. (transfer full) */
static char *
describe_none (const NhRecordType *type, int year)
{
  g_autoptr (GString) none = g_string_new (g_dngettext (GETTEXT_PACKAGE, type->counted[0], type->counted[1], 0));

  g_string_replace (none, "%s", C_ ("none of a kind", "No"), 1);
  return g_strdup_printf (_ ("%s for %d yet"), none->str, year);
}

/* The button as well as its key. (transfer full) */
static char *
describe_start (const NhRecordType *type)
{
  g_autoptr (GString) button = g_string_new (_ (type->add_label));

  g_string_replace (button, "_", "", 0);
  return g_strdup_printf (_ ("“%s” or Ctrl+N begins the first one in the form. Enter goes from field to field, and "
                             "saves after the last."),
                          button->str);
}

int
nh_record_page_get_wanted (NhRecordPage *self)
{
  const NhFilter *filter = nh_filter_bar_get_filter (self->filter);

  for (guint i = 0; i < self->type->n_fields; i++)
    if (g_strcmp0 (filter->conditions[i], "missing") == 0)
      return (int) i;
  return -1;
}

/* What is to be mended is found no more. (transfer full) (nullable): something else is looked for */
static char *
describe_mended (NhRecordPage *self, const NhQuery *query)
{
  int wanted = nh_record_page_get_wanted (self);

  if (query->search != NULL || query->filter == NULL || query->filter->deleted || query->filter->drafts)
    return NULL;
  if (wanted >= 0)
    return g_strdup_printf (_ ("None lacks “%s” any more"), _ (self->type->fields[wanted].title));
  return query->filter->problems ? g_strdup (_ ("None is to be looked at again any more")) : NULL;
}

void
nh_record_page_describe_empty (NhRecordPage *self, const NhQuery *query)
{
  g_autofree char *icon = g_strdup_printf ("nh-%s-symbolic", self->type->name);
  g_autofree char *title = describe_mended (self, query), *start = NULL;

  if (title != NULL)
    {
      nh_key_view_set_empty (NH_KEY_VIEW (self->view), icon, title, _ ("This task is done."), TRUE);
      return;
    }
  if (query->search != NULL || query->filter != NULL)
    {
      title = query->search != NULL ? g_strdup_printf (_ ("Nothing found for “%s”"), query->search)
                                    : g_strdup (_ ("Nothing found"));
      nh_key_view_set_empty (NH_KEY_VIEW (self->view), icon, title, _ ("None has all that is searched and filtered."),
                             TRUE);
      return;
    }
  title = describe_none (self->type, query->year);
  start = nh_record_page_is_open (self) ? describe_start (self->type) : g_strdup ("");
  nh_key_view_set_empty (NH_KEY_VIEW (self->view), icon, title, start, FALSE);
}
