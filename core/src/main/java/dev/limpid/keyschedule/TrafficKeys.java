// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.keyschedule;

import dev.limpid.registry.CipherSuite;

/** The AEAD key and IV of one direction and epoch (RFC 9846 section 7.3). Not thread-safe. */
public final class TrafficKeys {
    private final CipherSuite suite;
    private final SecretBytes key;
    private final SecretBytes iv;

    TrafficKeys(CipherSuite suite, SecretBytes key, SecretBytes iv) {
        this.suite = suite;
        this.key = key;
        this.iv = iv;
    }

    /** The suite whose AEAD they are for. */
    public CipherSuite suite() {
        return suite;
    }

    /** [sender]_write_key: the array itself, zeroed by {@link #destroy()}. */
    public byte[] key() {
        return key.open();
    }

    /** [sender]_write_iv: the array itself, zeroed by {@link #destroy()}. */
    public byte[] iv() {
        return iv.open();
    }

    /** Forgets both, once a record protection has them. Does nothing the second time. */
    public void destroy() {
        key.destroy();
        iv.destroy();
    }

    @Override
    public String toString() {
        return "keys for " + suite;
    }
}
