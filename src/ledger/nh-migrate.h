/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-connection.h"

G_BEGIN_DECLS

/* Private to the ledger floor: from an older format to today's. One frozen SQL file a version (resources/sql/0001.sql
 * …); each step is one transaction with user_version last, so a step that is stopped halfway has not happened. */
typedef struct
{
  int version;                                                 /* the format it leads to: 1, 2 … without gaps */
  const char *resource;                                        /* path of the SQL text; NULL: none */
  gboolean (*step) (NhConnection *connection, GError **error); /* runs after the SQL; nullable */
} NhMigration;

/* The program's own list: the SQL files of resources/nh-data.gresource.xml. */
const NhMigration *nh_migrations (guint *n_migrations);
int nh_migrate_newest (void);                      /* the format that this program writes */
int nh_migrate_version (NhConnection *connection); /* the file's format; 0: a new file */
/* nh_connection_open(), but for WRITE a file newer than the program is NH_ERROR_NEWER and stays untouched. */
NhConnection *nh_migrate_open (const char *path, NhConnectionMode mode, GError **error);
/* Migrates the file to the newest format, after a verified backup; without one nothing is done. Outside a transaction,
 * on a writing connection. TRUE if there is nothing to do. */
gboolean nh_migrate (NhConnection *connection, const NhMigration *migrations, guint n_migrations, GError **error);
/* For read-only connections: an older file is migrated in a memory copy, which is read instead. */
gboolean nh_migrate_copy (NhConnection *connection, const NhMigration *migrations, guint n_migrations, GError **error);
/* Runs all steps on an empty file inside the caller's transaction. The caller sets user_version and application_id. */
gboolean nh_migrate_create (NhConnection *connection, const NhMigration *migrations, guint n_migrations,
                            GError **error);

G_END_DECLS
