// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

/** Against {@link ConscryptPeer}. */
final class ConscryptTest extends EnginePeerTest {
    ConscryptTest() {
        super(new ConscryptPeer());
    }
}
