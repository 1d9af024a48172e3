/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-batch-notice.h"

#include "nh-i18n.h"
#include "nh-number.h"

static void
append_warning (GString *text, NhRecord *record, NhCatalog *catalog, GPtrArray *problems)
{
  g_autofree char *title = nh_record_get_title (record, catalog);

  for (guint i = 0; i < problems->len; i++)
    {
      const NhProblem *problem = g_ptr_array_index (problems, i);

      if (problem->severity != NH_SEVERITY_WARN || problem->reason != NULL)
        continue;
      g_string_append_c (text, ' ');
      g_string_append_printf (text, _ ("“%s” is saved with a warning: %s"), title, problem->text);
      return;
    }
}

void
nh_batch_notify_saved (NhNotice *notice, GPtrArray *records, const NhAdded *added, NhCatalog *catalog)
{
  g_autofree char *number = nh_number_format (records->len);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_warned = 0;

  g_string_append_printf (text, ngettext ("%s record saved.", "%s records saved.", records->len), number);
  for (guint i = 0; i < added->problems->len; i++)
    if (nh_problems_warn (g_ptr_array_index (added->problems, i)) && n_warned++ == 0)
      append_warning (text, g_ptr_array_index (records, i), catalog, g_ptr_array_index (added->problems, i));
  if (n_warned > 1)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (
          text, ngettext ("%u more record has a warning.", "%u more records have warnings.", n_warned - 1),
          n_warned - 1);
    }
  nh_notice_offer_undo (notice, n_warned > 0 ? NH_NOTICE_WARNING : NH_NOTICE_DONE, text->str, added->change);
}
