// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.record;

/** Keeps an exported package compiling until its first type arrives; delete it then. */
final class Room {
    private Room() {}
}
