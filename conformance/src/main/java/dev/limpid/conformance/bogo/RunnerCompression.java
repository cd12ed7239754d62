// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.identity.CertificateCompressor;
import dev.limpid.registry.CertificateCompression;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** The runner's own algorithms, which show that a stack asks for whatever algorithm it is given. The preferred one first. */
enum RunnerCompression implements CertificateCompressor {
    /** Puts four bytes before the message. */
    EXPANDING(0xff02) {
        @Override
        public Bytes compress(Bytes message) {
            return PREFIX.then(message);
        }

        @Override
        Bytes restored(Bytes compressed) {
            require(compressed.length() >= PREFIX.length()
                    && compressed.slice(0, PREFIX.length()).equals(PREFIX));
            return compressed.from(PREFIX.length());
        }
    },
    /** Leaves away the two zeros that a Certificate message begins with. */
    SHRINKING(0xff01) {
        @Override
        public Bytes compress(Bytes message) {
            require(message.slice(0, ZEROS.length()).equals(ZEROS));
            return message.from(ZEROS.length());
        }

        @Override
        Bytes restored(Bytes compressed) {
            return ZEROS.then(compressed);
        }
    },
    /** Puts one byte before the message, any. */
    RANDOM(0xff03) {
        @Override
        public Bytes compress(Bytes message) {
            return Bytes.of((byte) ThreadLocalRandom.current().nextInt()).then(message);
        }

        @Override
        Bytes restored(Bytes compressed) {
            require(!compressed.isEmpty());
            return compressed.from(1);
        }
    };

    private static final Bytes PREFIX = Bytes.of((byte) 1, (byte) 2, (byte) 3, (byte) 4);
    private static final Bytes ZEROS = Bytes.of((byte) 0, (byte) 0);

    private final int code;

    RunnerCompression(int code) {
        this.code = code;
    }

    /** Those that flags ask for. */
    static List<CertificateCompressor> of(FlagValues flags) {
        boolean all = flags.has("-install-cert-compression-algs");
        List<Integer> some = flags.numbers("-install-one-cert-compression-alg");
        return Stream.of(values())
                .filter(each -> all || some.contains(each.code))
                .map(CertificateCompressor.class::cast)
                .toList();
    }

    @Override
    public CertificateCompression algorithm() {
        return new CertificateCompression(code);
    }

    @Override
    public boolean pays(int compressed, int plain) {
        return true;
    }

    @Override
    public Bytes decompress(Bytes compressed, int length) {
        Bytes restored = restored(compressed);
        require(restored.length() == length);
        return restored;
    }

    /** What was compressed, whatever its length. */
    abstract Bytes restored(Bytes compressed);

    private static void require(boolean obeyed) {
        if (!obeyed) {
            throw new ViolationException(Violation.BAD_COMPRESSED_CERTIFICATE);
        }
    }
}
