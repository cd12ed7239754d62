// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.identity.Credential;
import dev.limpid.registry.NamedGroup;
import dev.limpid.wire.Bytes;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * From main() to the end of the first handshake, as the CPU time of the main thread of a fresh JVM. Prints nanoseconds. Both stacks
 * find their key and their anchor in the same file.
 */
public final class ColdStart {
    private ColdStart() {}

    /** Arguments: {@code SunJSSE} or {@code Limpid}, and the PKCS#12 file. */
    public static void main(String[] arguments) throws Exception {
        long start = Meter.cpu();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(arguments[1]))) {
            store.load(in, Scene.password());
        }
        Stack stack = arguments[0].equals(LineUp.SUN) ? sun(store) : limpid(store);
        stack.shakeHands(NamedGroup.X25519);
        System.out.println(Meter.cpu() - start);
    }

    private static Stack sun(KeyStore store) {
        return new EngineStack(
                LineUp.SUN,
                LineUp.CLASSIC,
                group -> JsseEngines.of(LineUp.sun(), Managers.sun(store, store), List.of(group)),
                engine -> {});
    }

    private static Stack limpid(KeyStore store) throws Exception {
        PrivateKey key = (PrivateKey) store.getKey("server", Scene.password());
        Bytes leaf = Bytes.wrap(store.getCertificate("server").getEncoded());
        return LimpidStack.of(
                "Limpid",
                JcaCryptoProvider.jdk(),
                (X509Certificate) store.getCertificate("root"),
                Credential.of("server", List.of(leaf), key));
    }
}
