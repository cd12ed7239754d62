// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.alert.Violation;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.message.ClientHello;
import dev.limpid.message.ServerHello;
import dev.limpid.observe.Side;
import dev.limpid.registry.HandshakeType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.testkit.Lab;
import dev.limpid.wire.Bytes;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.interfaces.DHPublicKey;

/** Public values that no group has, in the shares of every group and to either side. */
final class KeyShareMisdeeds {
    private KeyShareMisdeeds() {}

    /**
     * A share, or one of a hybrid's two.
     *
     * @param inClients where it begins in the client's share; a hybrid's first part ends at the second's beginning
     * @param inServers where it begins in the server's share
     */
    private record Part(NamedGroup group, int inClients, int inServers) {
        int begin(Side sender) {
            return sender == Side.CLIENT ? inClients : inServers;
        }
    }

    /** A change of a part that makes it {@code name}. */
    private record Flaw(String name, Violation violation, UnaryOperator<Bytes> change) {}

    static Stream<Misdeed> all() {
        return Lab.CRYPTO.supportedGroups().stream()
                .flatMap(group -> Stream.of(Side.values())
                        .flatMap(sender -> Stream.concat(
                                lengths(group, sender),
                                parts(group).stream().flatMap(part -> flaws(group, sender, part)))));
    }

    private static Stream<Misdeed> lengths(NamedGroup group, Side sender) {
        return Stream.of(
                misdeed(group, sender, "a byte short", share -> share.slice(0, share.length() - 1)),
                misdeed(group, sender, "without its first byte", share -> share.from(1)),
                misdeed(group, sender, "a byte long", share -> share.then(Bytes.of((byte) 0))));
    }

    private static Stream<Misdeed> flaws(NamedGroup group, Side sender, Part part) {
        int begin = part.begin(sender);
        int end = parts(group).stream()
                .mapToInt(each -> each.begin(sender))
                .filter(next -> next > begin)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
        return flaws(part.group(), sender)
                .map(flaw -> misdeed(
                        group,
                        sender,
                        (part.group().equals(group) ? "" : "its " + part.group() + " ") + flaw.name(),
                        flaw.violation(),
                        share -> {
                            Bytes whole = share.slice(begin, Math.min(end, share.length()) - begin);
                            return share.slice(0, begin)
                                    .then(flaw.change().apply(whole))
                                    .then(share.from(begin + whole.length()));
                        }));
    }

    /** draft-ietf-tls-ecdhe-mlkem: x25519 comes second, the NIST curves come first. */
    private static List<Part> parts(NamedGroup group) {
        if (group.equals(NamedGroup.X25519MLKEM768)) {
            return List.of(new Part(NamedGroup.MLKEM768, 0, 0), new Part(NamedGroup.X25519, 1184, 1088));
        }
        if (group.equals(NamedGroup.SECP256R1MLKEM768)) {
            return List.of(new Part(NamedGroup.SECP256R1, 0, 0), new Part(NamedGroup.MLKEM768, 65, 65));
        }
        if (group.equals(NamedGroup.SECP384R1MLKEM1024)) {
            return List.of(new Part(NamedGroup.SECP384R1, 0, 0), new Part(NamedGroup.MLKEM1024, 97, 97));
        }
        return List.of(new Part(group, 0, 0));
    }

    private static Stream<Flaw> flaws(NamedGroup group, Side sender) {
        String name = group.toString();
        if (name.startsWith("x")) {
            //= R7.4.2-3
            return Stream.of(
                    new Flaw("of small order: 0", Violation.BAD_SHARED_SECRET, s -> number(0, s.length())),
                    new Flaw("of small order: 1", Violation.BAD_SHARED_SECRET, s -> number(1, s.length())));
        }
        if (name.startsWith("secp")) {
            return points();
        }
        if (name.startsWith("ffdhe")) {
            return fieldElements(Integer.parseInt(name.substring("ffdhe".length())));
        }
        // a ciphertext of the right length always gives a secret, if not the sender's
        return sender == Side.SERVER
                ? Stream.empty()
                : Stream.of(
                        bad(
                                "with a first coefficient of q",
                                s -> Bytes.ofHex("010d").then(s.from(2))),
                        bad(
                                "with coefficients of 4095",
                                s -> s.slice(0, 3).then(Bytes.ofHex("ffffff")).then(s.from(6))));
    }

    /** A compressed point is no longer a whole share, or moves what follows: its form alone is wrong enough. */
    private static Stream<Flaw> points() {
        //= R4.3.8.2-1
        return Stream.of(
                bad("not on the curve", s -> changedLast(s)),
                bad("of the compressed form", s -> Bytes.of((byte) 2).then(s.from(1))),
                bad("of the hybrid form", s -> Bytes.of((byte) 6).then(s.from(1))),
                bad("of zeros", s -> Bytes.of((byte) 4).then(Bytes.wrap(new byte[s.length() - 1]))),
                bad(
                        "with x too large",
                        s -> Bytes.of((byte) 4)
                                .then(Bytes.wrap(new byte[] {-1, -1, -1, -1}))
                                .then(s.from(5))));
    }

    private static Stream<Flaw> fieldElements(int bits) {
        //= R4.3.8.1-1
        BigInteger prime = prime(bits);
        List<Flaw> flaws = new ArrayList<>();
        flaws.add(bad("of 0", s -> number(0, s.length())));
        flaws.add(bad("of 1", s -> number(1, s.length())));
        flaws.add(bad("of p - 1", s -> number(prime.subtract(BigInteger.ONE), s.length())));
        flaws.add(bad("of p", s -> number(prime, s.length())));
        flaws.add(bad("of p + 1", s -> number(prime.add(BigInteger.ONE), s.length())));
        return flaws.stream();
    }

    private static Flaw bad(String name, UnaryOperator<Bytes> change) {
        return new Flaw(name, Violation.BAD_KEY_SHARE, change);
    }

    private static Misdeed misdeed(NamedGroup group, Side sender, String name, UnaryOperator<Bytes> change) {
        return misdeed(group, sender, name, Violation.BAD_KEY_SHARE, change);
    }

    private static Misdeed misdeed(
            NamedGroup group, Side sender, String name, Violation violation, UnaryOperator<Bytes> change) {
        String title = "the " + sender + "'s share of " + group + ": " + name;
        return sender == Side.CLIENT
                ? Misdeed.changed(
                        title,
                        violation,
                        () -> relay(group),
                        Side.SERVER,
                        HandshakeType.CLIENT_HELLO,
                        (ClientHello hello) -> hello.withExtensions(hello.extensions()
                                .replace(new KeyShare.ClientHello(List.of(changed(
                                        hello.extensions()
                                                .find(KeyShare.ClientHello.class)
                                                .orElseThrow()
                                                .clientShares()
                                                .getLast(),
                                        change))))))
                : Misdeed.changed(
                        title,
                        violation,
                        () -> relay(group),
                        Side.CLIENT,
                        HandshakeType.SERVER_HELLO,
                        (ServerHello hello) -> new ServerHello(
                                hello.legacyVersion(),
                                hello.random(),
                                hello.legacySessionIdEcho(),
                                hello.cipherSuite(),
                                0,
                                hello.extensions()
                                        .replace(new KeyShare.ServerHello(changed(
                                                hello.extensions()
                                                        .find(KeyShare.ServerHello.class)
                                                        .orElseThrow()
                                                        .serverShare(),
                                                change)))));
    }

    private static Relay relay(NamedGroup group) {
        return new Relay(Lab.client().groups(List.of(group)), Lab.server().groups(List.of(group)));
    }

    private static KeyShareEntry changed(KeyShareEntry entry, UnaryOperator<Bytes> change) {
        return new KeyShareEntry(entry.group(), change.apply(entry.keyExchange()));
    }

    private static Bytes changedLast(Bytes share) {
        int last = share.length() - 1;
        return share.slice(0, last).then(Bytes.of((byte) (share.at(last) ^ 1)));
    }

    /** {@code value} in the byte order of its curve's shares. */
    private static Bytes number(int value, int length) {
        byte[] number = new byte[length];
        number[length == 32 || length == 56 ? 0 : length - 1] = (byte) value;
        return Bytes.wrap(number);
    }

    private static Bytes number(BigInteger value, int length) {
        byte[] signed = value.toByteArray();
        return Bytes.of(signed, signed.length - length, length);
    }

    /** RFC 7919's prime as the JDK has it, which does not come from our code. */
    private static BigInteger prime(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("DiffieHellman");
            generator.initialize(bits);
            return ((DHPublicKey) generator.generateKeyPair().getPublic())
                    .getParams()
                    .getP();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
