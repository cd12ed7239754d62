// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.limpid.alert.ViolationException;
import dev.limpid.registry.HandshakeType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever arrives, decoding refuses it in one of two ways or keeps all of it. */
class MutationTest {
    private static final long SEED = Long.getLong("limpid.seed", 20260701);
    private static final int ROUNDS = 3000;

    @ParameterizedTest
    @MethodSource("dev.limpid.message.MessageSamples#all")
    void refusesOrKeepsEveryMutationOfAMessage(HandshakeMessage message) {
        Random random = new Random(SEED);
        int kept = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] body = message.body().toArray();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                body = mutate(body, random);
            }
            kept += check(message.type(), Bytes.wrap(body)) ? 1 : 0;
        }
        if (message.body().length() > 8 && !(message instanceof Finished)) {
            assertThat(kept).as("seed %s", SEED).isBetween(1, ROUNDS - 1);
        }
    }

    @Test
    void refusesOrKeepsNoise() {
        Random random = new Random(SEED);
        for (int round = 0; round < 20_000; round++) {
            byte[] noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            check(new HandshakeType(random.nextInt(32)), Bytes.wrap(noise));
        }
    }

    /** Whether {@code body} was accepted. */
    private static boolean check(HandshakeType type, Bytes body) {
        try {
            HandshakeMessage decoded = HandshakeCodec.decode(type, body);
            assertThat(decoded.type()).isEqualTo(type);
            assertThat(decoded.body()).as("seed %s", SEED).isEqualTo(body);
            assertThat(isPrintable(decoded.toString())).isTrue();
            return true;
        } catch (DecodeException | ViolationException refused) {
            assertThat(isPrintable(refused.getMessage())).isTrue();
            return false;
        } catch (RuntimeException other) {
            return fail("seed " + SEED + ", " + type + " " + body, other);
        }
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static byte[] mutate(byte[] body, Random random) {
        if (body.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int at = random.nextInt(body.length);
        switch (random.nextInt(6)) {
            case 0 -> body[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> body[at] = (byte) random.nextInt();
            case 2 -> body[at] = (byte) (random.nextBoolean() ? 0 : 0xff);
            case 3 -> {
                return Arrays.copyOf(body, at);
            }
            case 4 -> {
                byte[] longer = Arrays.copyOf(body, body.length + 1);
                System.arraycopy(body, at, longer, at + 1, body.length - at);
                longer[at] = (byte) random.nextInt();
                return longer;
            }
            default -> {
                byte[] shorter = Arrays.copyOf(body, body.length - 1);
                System.arraycopy(body, at + 1, shorter, at, shorter.length - at);
                return shorter;
            }
        }
        return body;
    }
}
