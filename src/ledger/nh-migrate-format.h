/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-connection.h"

/* Private to the ledger: the formats of ledger files. One frozen SQL file a version (resources/sql/0001.sql
 * …); each step is one transaction with user_version last, so a step that is stopped halfway has not happened. */
typedef struct
{
  int version;                                                 /* the format it leads to: 1, 2 … without gaps */
  const char *resource;                                        /* path of the SQL text; NULL: none */
  gboolean (*step) (NhConnection *connection, GError **error); /* runs after the SQL; nullable */
} NhMigration;

/* The program's own list: the SQL files of resources/nh-data.gresource.xml. */
const NhMigration *nh_migrations (guint *n_migrations);
int nh_migrate_newest (void); /* the format that this program writes */
/* The file's format; 0: a new file; -1 with @error by @action: it cannot be read. */
int nh_migrate_version (NhConnection *connection, const char *action, GError **error);
/* One step, inside the caller's transaction. */
gboolean nh_migrate_step (NhConnection *connection, const NhMigration *migration, const char *action, GError **error);
/* Runs all steps on an empty file inside the caller's transaction. The caller sets user_version and application_id. */
gboolean nh_migrate_create (NhConnection *connection, const NhMigration *migrations, guint n_migrations,
                            GError **error);
