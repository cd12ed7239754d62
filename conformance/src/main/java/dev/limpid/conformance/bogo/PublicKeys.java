// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.wire.Bytes;
import dev.limpid.wire.DerReader;
import dev.limpid.wire.WireWriter;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;

/** The public key of a private one, since the runner gives a raw public key by its private key alone. */
final class PublicKeys {
    private static final int PUBLIC_KEY = DerReader.context(1);
    private static final int PARAMETERS = DerReader.context(0);

    private PublicKeys() {}

    /** SubjectPublicKeyInfo in DER. */
    static Bytes of(PrivateKey key) {
        try {
            return switch (key) {
                case RSAPrivateCrtKey rsa ->
                    Bytes.wrap(KeyFactory.getInstance("RSA")
                            .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()))
                            .getEncoded());
                case EdECPrivateKey edwards -> ofSeed(edwards);
                case ECPrivateKey _ -> throw new Unimplemented("an elliptic key without its public half");
                default -> throw new Unimplemented("a raw public key of " + key.getAlgorithm());
            };
        } catch (GeneralSecurityException e) {
            throw new Unimplemented("a raw public key of " + key.getAlgorithm());
        }
    }

    /** As {@link #of(PrivateKey)}; an elliptic key in PKCS#8 may bring its public half (RFC 5915 section 3). */
    static Bytes of(PrivateKey key, Bytes pkcs8) {
        if (!(key instanceof ECPrivateKey)) {
            return of(key);
        }
        DerReader info = DerReader.of("PrivateKeyInfo", pkcs8).inside(DerReader.SEQUENCE, "sequence");
        info.content(DerReader.INTEGER, "version");
        Bytes algorithm = info.element(DerReader.SEQUENCE, "algorithm");
        DerReader elliptic = DerReader.of("ECPrivateKey", info.content(DerReader.OCTET_STRING, "privateKey"))
                .inside(DerReader.SEQUENCE, "sequence");
        elliptic.content(DerReader.INTEGER, "version");
        elliptic.content(DerReader.OCTET_STRING, "privateKey");
        if (elliptic.nextIs(PARAMETERS)) {
            elliptic.skip("parameters");
        }
        return elliptic.nextIs(PUBLIC_KEY)
                ? sequence(algorithm.then(elliptic.content(PUBLIC_KEY, "publicKey")))
                : of(key);
    }

    /** The generator of these keys takes its random bytes as the private key: so given a key, it finds the public one. */
    private static Bytes ofSeed(EdECPrivateKey key) throws GeneralSecurityException {
        byte[] seed = key.getBytes().orElseThrow(() -> new Unimplemented("a key that does not show itself"));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(key.getParams(), new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(seed, 0, bytes, 0, bytes.length);
            }
        });
        return Bytes.wrap(generator.generateKeyPair().getPublic().getEncoded());
    }

    private static Bytes sequence(Bytes content) {
        return WireWriter.encode(writer -> {
            writer.uint8(DerReader.SEQUENCE);
            if (content.length() >= 0x80) {
                writer.uint8(0x81);
            }
            writer.uint8(content.length()).bytes(content);
        });
    }
}
