// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

/** Against {@link BouncyCastle}. */
final class BouncyCastleTest extends EnginePeerTest {
    BouncyCastleTest() {
        super(new BouncyCastle());
    }
}
