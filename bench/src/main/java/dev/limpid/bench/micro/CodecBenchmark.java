// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.micro;

import dev.limpid.TlsConnection;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.registry.HandshakeType;
import dev.limpid.testkit.Lab;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The largest and most varied message, from bytes to value and back: what a client really sends first. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
    private static final int RECORD_HEADER = 5;

    private final Bytes body = clientHello();
    private final HandshakeMessage hello = HandshakeCodec.decode(HandshakeType.CLIENT_HELLO, body);

    @Benchmark
    public HandshakeMessage decodeClientHello() {
        return HandshakeCodec.decode(HandshakeType.CLIENT_HELLO, body);
    }

    @Benchmark
    public Bytes encodeClientHello() {
        return HandshakeCodec.encode(hello);
    }

    private static Bytes clientHello() {
        ByteBuffer wire = ByteBuffer.allocate(TlsConnection.RECORD_BUFFER);
        TlsConnection.client(Lab.client().build(), Lab.NAME).take(wire);
        return Bytes.of(wire.flip()).from(RECORD_HEADER + HandshakeCodec.HEADER_LENGTH);
    }
}
