/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-log.h"

static gboolean
is_wanted (GLogLevelFlags level)
{
  if (g_getenv ("G_MESSAGES_DEBUG") != NULL || (level & (G_LOG_FLAG_FATAL | G_LOG_LEVEL_ERROR)) != 0)
    return TRUE;
  return g_getenv ("G_DEBUG") != NULL && (level & (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)) != 0;
}

static GLogWriterOutput
write_message (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  return is_wanted (level) ? g_log_writer_default (level, fields, n_fields, user_data) : G_LOG_WRITER_HANDLED;
}

void
nh_log_init (void)
{
  g_log_set_writer_func (write_message, NULL, NULL);
}
