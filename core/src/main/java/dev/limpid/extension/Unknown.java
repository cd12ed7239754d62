// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.Bytes;

/**
 * An extension kept as bytes: one that this stack does not read (GREASE and those of TLS 1.2 included), or any extension of a
 * hello that does not speak TLS 1.3.
 */
public record Unknown(ExtensionType type, Bytes body) implements Extension {}
