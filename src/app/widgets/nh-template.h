/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* NH_BIND_CHILDREN (widget_class, NhNotice, bar, label): binds members of the instance to the template's objects of
 * the same name, NH_BIND_PRIVATE() those of its private data. NH_BIND_CALLBACKS (widget_class, on_clicked): binds
 * functions to its signal handlers. */
#define NH_BIND_CHILDREN(klass, Type, ...) NH_FOR_EACH (NH_BIND_CHILD, klass, Type, __VA_ARGS__)
#define NH_BIND_PRIVATE(klass, Type, ...) NH_FOR_EACH (NH_BIND_PRIVATE_CHILD, klass, Type, __VA_ARGS__)
#define NH_BIND_CALLBACKS(klass, ...) NH_FOR_EACH (NH_BIND_CALLBACK, klass, , __VA_ARGS__)

#define NH_BIND_CHILD(klass, Type, member) gtk_widget_class_bind_template_child (klass, Type, member);
#define NH_BIND_PRIVATE_CHILD(klass, Type, member) gtk_widget_class_bind_template_child_private (klass, Type, member);
#define NH_BIND_CALLBACK(klass, unused, callback) gtk_widget_class_bind_template_callback (klass, callback);

/* M (A, B, x) for each further argument x. The preprocessor expands NH_FOR_EACH_AGAIN once per scan; more arguments
 * than NH_SCAN rescans do not compile. */
#define NH_FOR_EACH(M, A, B, ...) NH_SCAN (NH_FOR_EACH_STEP (M, A, B, __VA_ARGS__))
#define NH_FOR_EACH_STEP(M, A, B, x, ...) \
  M (A, B, x) __VA_OPT__ (NH_FOR_EACH_AGAIN NH_NO_ARGUMENTS (M, A, B, __VA_ARGS__))
#define NH_FOR_EACH_AGAIN() NH_FOR_EACH_STEP
#define NH_NO_ARGUMENTS ()
#define NH_SCAN(...) NH_SCAN_9 (NH_SCAN_9 (NH_SCAN_9 (__VA_ARGS__)))
#define NH_SCAN_9(...) NH_SCAN_3 (NH_SCAN_3 (NH_SCAN_3 (__VA_ARGS__)))
#define NH_SCAN_3(...) NH_SCAN_1 (NH_SCAN_1 (NH_SCAN_1 (__VA_ARGS__)))
#define NH_SCAN_1(...) __VA_ARGS__
