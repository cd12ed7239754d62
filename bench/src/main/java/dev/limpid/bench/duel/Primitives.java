// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import dev.limpid.crypto.Aead;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.Encapsulated;
import dev.limpid.crypto.Hash;
import dev.limpid.crypto.Hkdf;
import dev.limpid.crypto.PrivateShare;
import dev.limpid.crypto.Signer;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;

/**
 * The cryptography of a full handshake and nothing else, both sides: what no protocol on top of these primitives can go below.
 * The chain's own signature is not among it, since the JDK remembers a verdict about a certificate that it has seen.
 */
final class Primitives implements Work {
    /** Extractions, secrets, keys, IVs and Finished keys of one side. */
    private static final int EXPANSIONS = 19;

    private static final int EXTRACTIONS = 3;

    /** What each side hashes: two hellos, a certificate, and the small rest. */
    private static final int TRANSCRIPT = 1200;

    private static final int SNAPSHOTS = 6;
    private static final int FLIGHT = 700;
    private static final CipherSuite SUITE = CipherSuite.TLS_AES_128_GCM_SHA256;
    private static final SignatureScheme SCHEME = SignatureScheme.ECDSA_SECP256R1_SHA256;

    private final CryptoProvider crypto;
    private final NamedGroup group;
    private final Signer signer;
    private final Bytes publicKey;
    private final Bytes signed = Bytes.wrap(new byte[130]);
    private final byte[] random = new byte[32];

    Primitives(CryptoProvider crypto, NamedGroup group, Scene scene) {
        this.crypto = crypto;
        this.group = group;
        this.signer = crypto.signer(SCHEME, scene.server().privateKey());
        this.publicKey = Bytes.wrap(scene.server().certificate().getPublicKey().getEncoded());
    }

    @Override
    public void once() throws Exception {
        PrivateShare share = crypto.keyExchange(group).generate();
        Encapsulated answer = crypto.keyExchange(group).encapsulate(share.publicShare());
        byte[] secret = share.decapsulate(answer.serverShare());
        Bytes signature = signer.sign(signed);
        if (!crypto.verifier(SCHEME, publicKey).verify(signed, signature)) {
            throw new AssertionError("a signature that does not verify");
        }
        for (int side = 0; side < 2; side++) {
            crypto.random(random);
            schedule(secret);
            transcript();
            flight();
            flight();
        }
    }

    private void schedule(byte[] secret) {
        Hkdf hkdf = crypto.hkdf(HashAlgorithm.SHA256);
        byte[] current = secret;
        for (int i = 0; i < EXTRACTIONS; i++) {
            current = hkdf.extract(current, secret);
        }
        byte[] info = new byte[54];
        for (int i = 0; i < EXPANSIONS; i++) {
            hkdf.expand(current, info, 32);
        }
        hkdf.mac(current, secret);
        hkdf.mac(current, secret);
    }

    private void transcript() {
        Hash hash = crypto.hash(HashAlgorithm.SHA256);
        hash.update(new byte[TRANSCRIPT], 0, TRANSCRIPT);
        for (int i = 0; i < SNAPSHOTS; i++) {
            hash.digest();
        }
    }

    /** A flight sealed by one side or opened by the other; each direction's keys are set up twice. */
    private void flight() throws Exception {
        Aead aead = crypto.aead(SUITE, new byte[16]);
        byte[] nonce = new byte[Aead.NONCE_LENGTH];
        byte[] header = new byte[5];
        byte[] out = new byte[FLIGHT + 1 + aead.tagLength()];
        aead.seal(nonce, header, 5, out, 0, 0, new byte[FLIGHT], FLIGHT, out, 0);
        aead.rekey(new byte[16]).destroy();
    }
}
