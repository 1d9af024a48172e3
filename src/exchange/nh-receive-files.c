/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-receive-files.h"

#include <string.h>

#include "nh-envelope.h"
#include "nh-ledger-async.h"
#include "nh-left-over.h"
#include "nh-platform.h"

#define DEEPEST 8
#define FIRST_BYTES "vn.ngayhoi.nop "

NhReceiveProgress *
nh_receive_progress_new (void)
{
  return g_atomic_rc_box_new0 (NhReceiveProgress);
}

NhReceiveProgress *
nh_receive_progress_ref (NhReceiveProgress *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
nh_receive_progress_unref (NhReceiveProgress *self)
{
  g_atomic_rc_box_release (self);
}

/* --- Which files --- */

/* Chat programs rename files: then its first bytes tell. */
static gboolean
is_package (const char *path)
{
  return g_str_has_suffix (path, NH_ENVELOPE_PACKAGE_SUFFIX) || nh_platform_file_begins_with (path, FIRST_BYTES);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* In the order of their names, so that the same folder is always read alike. */
static void
add_folder (GStrvBuilder *files, const char *path, int depth)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_build_filename (path, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    if (g_file_test (names->pdata[i], G_FILE_TEST_IS_DIR))
      {
        /* Links to folders may go round in circles. */
        if (depth > 0 && !g_file_test (names->pdata[i], G_FILE_TEST_IS_SYMLINK))
          add_folder (files, names->pdata[i], depth - 1);
      }
    else if (is_package (names->pdata[i]))
      g_strv_builder_add (files, names->pdata[i]);
}

GStrv
nh_receive_list_files (const char *const *paths)
{
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();

  for (; *paths != NULL; paths++)
    if (g_file_test (*paths, G_FILE_TEST_IS_DIR))
      add_folder (files, *paths, DEEPEST);
    else
      g_strv_builder_add (files, *paths);
  return g_strv_builder_end (files);
}

/* --- On the writer's thread --- */

typedef struct
{
  GStrv paths;                 /* owned */
  NhReceiveOptions options;    /* its texts are owned */
  NhReceiveProgress *progress; /* owned */
  GPtrArray *receptions;       /* owned */
} Order;

static Order *
order_new (const char *const *paths, const NhReceiveOptions *options, NhReceiveProgress *progress)
{
  Order *order = g_new0 (Order, 1);

  order->paths = g_strdupv ((char **) paths);
  order->options = *options;
  order->options.hash = g_strdup (options->hash);
  order->options.code = g_strdup (options->code);
  order->options.reason = g_strdup (options->reason);
  order->progress = nh_receive_progress_ref (progress);
  order->receptions = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_reception_unref);
  return order;
}

static void
order_free (Order *order)
{
  g_strfreev (order->paths);
  g_free ((char *) order->options.hash);
  g_free ((char *) order->options.code);
  g_free ((char *) order->options.reason);
  nh_receive_progress_unref (order->progress);
  g_ptr_array_unref (order->receptions);
  g_free (order);
}

static void
take_reception (const NhReception *reception, gpointer data)
{
  Order *order = data;

  g_ptr_array_add (order->receptions, nh_reception_ref ((NhReception *) reception));
  g_atomic_int_inc (&order->progress->n_done);
}

static GPtrArray *
receive_files (NhConnection *connection, NhLedger *ledger, Order *order, GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) files = nh_receive_list_files ((const char *const *) order->paths);

  g_atomic_int_set (&order->progress->n_files, (gint) g_strv_length (files));
  order->options.received = take_reception;
  order->options.data = order;
  return nh_receive (connection, ledger, (const char *const *) files, &order->options, NULL, cancellable, error) &&
                 nh_left_over_keep (connection, ledger, order->receptions, order->options.trial, error)
             ? g_ptr_array_ref (order->receptions)
             : NULL;
}

NH_DEFINE_ASYNC (nh_receive_files, GPtrArray *, g_ptr_array_unref, NH_ON_WRITER,
                 (NhLedger * ledger, const char *const *paths, const NhReceiveOptions *options,
                  NhReceiveProgress *progress),
                 (NH_OWNED (order_new (paths, options, progress), order_free)),
                 receive_files (connection, ledger, args->data, cancellable, error))
