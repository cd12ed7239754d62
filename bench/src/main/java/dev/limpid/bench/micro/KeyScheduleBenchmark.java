// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.micro;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.keyschedule.Derivation;
import dev.limpid.keyschedule.EarlySecret;
import dev.limpid.keyschedule.HandshakeSecret;
import dev.limpid.keyschedule.MainSecret;
import dev.limpid.keyschedule.TrafficKeys;
import dev.limpid.keyschedule.TrafficSecret;
import dev.limpid.observe.Recorder;
import dev.limpid.registry.CipherSuite;
import dev.limpid.wire.Bytes;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** One side's key schedule of a full handshake (section 7.1), from the shared secret to the resumption secret. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KeyScheduleBenchmark {
    @Param({"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"})
    public String suite = "";

    private final CryptoProvider crypto = JcaCryptoProvider.jdk();

    @Benchmark
    public void wholeSchedule(Blackhole sink) {
        CipherSuite chosen =
                suite.endsWith("384") ? CipherSuite.TLS_AES_256_GCM_SHA384 : CipherSuite.TLS_AES_128_GCM_SHA256;
        Derivation derivation = new Derivation(crypto, chosen.hash().orElseThrow(), Recorder.none());
        Bytes hash = Bytes.wrap(new byte[derivation.algorithm().length()]);
        HandshakeSecret handshake = EarlySecret.withoutPsk(derivation).handshakeSecret(new byte[32]);
        TrafficSecret client = handshake.clientTraffic(hash);
        TrafficSecret server = handshake.serverTraffic(hash);
        consume(sink, client, chosen);
        consume(sink, server, chosen);
        sink.consume(client.finishedMac(hash));
        sink.consume(server.finishedMac(hash));
        MainSecret main = handshake.mainSecret();
        consume(sink, main.clientTraffic(hash), chosen);
        consume(sink, main.serverTraffic(hash), chosen);
        sink.consume(main.exporter(hash));
        sink.consume(main.resumption(hash));
    }

    private static void consume(Blackhole sink, TrafficSecret secret, CipherSuite suite) {
        TrafficKeys keys = secret.keys(suite);
        sink.consume(keys.iv());
    }
}
