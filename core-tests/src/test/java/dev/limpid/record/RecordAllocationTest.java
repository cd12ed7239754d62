// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.limpid.config.PaddingPolicy;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Recorder;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ContentType;
import dev.limpid.testkit.FakeCrypto;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** On the way of application data nothing is allocated but what the JCA makes a caller allocate. */
class RecordAllocationTest {
    private static final int WARM_UP = 500;
    private static final int BATCHES = 4;
    private static final int ROUNDS = 100;

    /** Whether a parameter object lives on the heap depends on the compiler's mood of the run. */
    private static final int NOISE = 256;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final byte[] nonce = new byte[12];
    private long counter;

    static Stream<Arguments> lengths() {
        return Stream.of(100, 1024, 16384)
                .flatMap(length -> Stream.of(false, true).map(direct -> Arguments.of(length, direct)));
    }

    static Stream<Arguments> suites() {
        return Stream.of(CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_CHACHA20_POLY1305_SHA256)
                .flatMap(suite -> Stream.of(100, 1024, 16384).map(length -> Arguments.of(suite, length)));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void theRecordLayerAllocatesNothing(int length, boolean direct) throws Exception {
        Round pair = recordPair(new FakeCrypto(1), CipherSuite.TLS_AES_128_GCM_SHA256, length, direct);
        assertThat(leanest(pair)).as("bytes a record pair").isZero();
    }

    @ParameterizedTest
    @MethodSource("suites")
    void theJcaAddsNothingButWhatTheCipherAllocates(CipherSuite suite, int length) throws Exception {
        Round ours = recordPair(Channel.CRYPTO, suite, length, false);
        Round bare = bareCipherPair(suite, length);
        leanest(ours);
        leanest(bare);
        long expected = leanest(bare);
        assertThat(leanest(ours)).as("bytes a record pair").isLessThanOrEqualTo(expected + NOISE);
    }

    private static Round recordPair(CryptoProvider crypto, CipherSuite suite, int length, boolean direct) {
        RecordWriter writer = new RecordWriter(crypto, Recorder.none(), RecordLimits.STANDARD, PaddingPolicy.NONE);
        RecordReader reader = new RecordReader(crypto, Recorder.none());
        writer.install(Channel.keys(suite, 1), Epoch.APPLICATION);
        reader.install(Channel.keys(suite, 1), Epoch.APPLICATION);
        ByteBuffer source = buffer(direct, length);
        ByteBuffer wire = buffer(direct, RecordLimits.RECORD);
        ByteBuffer destination = buffer(direct, RecordLimits.RECORD);
        return () -> {
            writer.write(ContentType.APPLICATION_DATA, source.clear(), wire.clear());
            reader.read(wire.flip(), destination.clear());
            if (destination.position() != length) {
                throw new AssertionError("lost " + (length - destination.position()) + " bytes");
            }
        };
    }

    /** What the JCA demands: a key, parameters, additional data and one call for each direction. */
    private Round bareCipherPair(CipherSuite suite, int length) throws GeneralSecurityException {
        boolean gcm = suite.equals(CipherSuite.TLS_AES_128_GCM_SHA256);
        String name = gcm ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305";
        SecretKeySpec key = new SecretKeySpec(new byte[gcm ? 16 : 32], gcm ? "AES" : "ChaCha20");
        Cipher sealing = Cipher.getInstance(name);
        Cipher opening = Cipher.getInstance(name);
        byte[] header = new byte[5];
        byte[] text = new byte[length + 1];
        byte[] sealed = new byte[length + 1 + 16];
        return () -> {
            nextNonce();
            sealing.init(Cipher.ENCRYPT_MODE, key, parameters(gcm));
            sealing.updateAAD(header, 0, header.length);
            // In two calls from some length on, as ours: the second one has the type, which lies elsewhere.
            int head = length < 256 ? 0 : sealing.update(text, 0, length & -16, sealed, 0);
            sealing.doFinal(text, head, text.length - head, sealed, head);
            opening.init(Cipher.DECRYPT_MODE, key, parameters(gcm));
            opening.updateAAD(header, 0, header.length);
            opening.doFinal(sealed, 0, sealed.length, text, 0);
        };
    }

    private AlgorithmParameterSpec parameters(boolean gcm) {
        return gcm ? new GCMParameterSpec(128, nonce) : new IvParameterSpec(nonce);
    }

    private void nextNonce() {
        counter++;
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[11 - i] = (byte) (counter >>> 8 * i);
        }
    }

    private static long leanest(Round round) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            round.run();
        }
        // The compiler allocates now and then while it still learns, so the leanest of several batches counts.
        long leanest = Long.MAX_VALUE;
        for (int batch = 0; batch < BATCHES; batch++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < ROUNDS; i++) {
                round.run();
            }
            leanest = Math.min(leanest, (THREADS.getCurrentThreadAllocatedBytes() - before) / ROUNDS);
        }
        return leanest;
    }

    private static ByteBuffer buffer(boolean direct, int capacity) {
        return direct ? ByteBuffer.allocateDirect(capacity) : ByteBuffer.allocate(capacity);
    }

    /** One record, there and back. */
    @FunctionalInterface
    private interface Round {
        void run() throws Exception;
    }
}
