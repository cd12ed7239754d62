// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** What a connection may ask whoever runs it: values that wait for an answer, or that the configuration answers at once. */
@NullMarked
package dev.limpid.request;

import org.jspecify.annotations.NullMarked;
