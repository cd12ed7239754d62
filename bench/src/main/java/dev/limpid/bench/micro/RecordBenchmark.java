// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.micro;

import dev.limpid.crypto.Aead;
import dev.limpid.crypto.AeadException;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.registry.CipherSuite;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.conscrypt.Conscrypt;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** AES-128-GCM through our AEAD, and through the provider's Cipher alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecordBenchmark {
    private static final CipherSuite SUITE = CipherSuite.TLS_AES_128_GCM_SHA256;
    private static final int TAG = 16;
    private static final byte[] CONTENT_TYPE = {23};

    @Param({"SunJCE", "BC", "Conscrypt"})
    public String provider = "";

    @Param({"16384", "1024", "100"})
    public int length;

    private final byte[] key = new byte[16];
    private final byte[] header = new byte[5];
    private final byte[] nonce = new byte[Aead.NONCE_LENGTH];
    private byte[] content = {};
    private byte[] wire = {};
    private byte[] out = {};
    private Aead aead = JcaCryptoProvider.jdk().aead(SUITE, key);
    private Cipher cipher = cipher(Security.getProvider("SunJCE"));

    @Setup
    public void setUp() {
        Provider chosen = provider(provider);
        CryptoProvider crypto = JcaCryptoProvider.builder().symmetric(chosen).build();
        aead = crypto.aead(SUITE, key);
        cipher = cipher(chosen);
        content = new byte[length];
        wire = new byte[length + 1 + TAG];
        out = new byte[length + 1 + TAG];
    }

    @Benchmark
    public int sealAndOpen() throws AeadException {
        nextNonce();
        int sealed = aead.seal(nonce, header, header.length, content, 0, length, CONTENT_TYPE, 1, wire, 0);
        return aead.open(nonce, header, header.length, wire, 0, sealed, out, 0);
    }

    @Benchmark
    public int bareCipher() throws GeneralSecurityException {
        nextNonce();
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG, nonce));
        cipher.updateAAD(header);
        int sealed = cipher.doFinal(content, 0, length, wire, 0);
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG, nonce));
        cipher.updateAAD(header);
        return cipher.doFinal(wire, 0, sealed, out, 0);
    }

    private void nextNonce() {
        int at = nonce.length - 1;
        while (++nonce[at] == 0 && at > 0) {
            at--;
        }
    }

    private static Provider provider(String name) {
        return switch (name) {
            case "BC" -> new BouncyCastleProvider();
            case "Conscrypt" -> Conscrypt.newProvider();
            default -> Security.getProvider(name);
        };
    }

    private static Cipher cipher(Provider provider) {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding", provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(provider.getName() + " lacks AES-GCM", e);
        }
    }
}
