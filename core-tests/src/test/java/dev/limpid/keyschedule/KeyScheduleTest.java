// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.keyschedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.keyschedule.EarlySecret.PskKind;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.Recorder;
import dev.limpid.observe.SecretAccess;
import dev.limpid.observe.SecretKind;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Rfc8448;
import dev.limpid.testkit.Rfc8448.Step;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireWriter;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class KeyScheduleTest {
    private static final CryptoProvider CRYPTO = JcaCryptoProvider.jdk();
    private static final CipherSuite SUITE = CipherSuite.TLS_AES_128_GCM_SHA256;
    private static final Bytes HASH = Bytes.wrap(new byte[32]);

    private final SecretAccess access = SecretAccess.dangerouslyRevealingSecrets();
    private final List<Event.SecretDerived> derived = new ArrayList<>();
    private final List<Bytes> revealed = new ArrayList<>();
    private final Derivation derivation = new Derivation(CRYPTO, HashAlgorithm.SHA256, recorder());

    @Test
    void derivesEveryValueOfTheSimpleHandshake() {
        Rfc8448 trace = Rfc8448.section("3");
        EarlySecret early = EarlySecret.withoutPsk(derivation);
        HandshakeSecret handshake = early.handshakeSecret(trace.step("server", "extract secret \"handshake\"")
                .bytes("IKM")
                .toArray());
        TrafficSecret client = handshake.clientTraffic(hash(trace, "c hs traffic"));
        TrafficSecret server = handshake.serverTraffic(hash(trace, "s hs traffic"));
        checkKeys(server.keys(SUITE), trace.step("server", "derive write traffic keys for handshake data"));
        checkKeys(client.keys(SUITE), trace.step("server", "derive read traffic keys for handshake data"));
        MainSecret main = handshake.mainSecret();
        TrafficSecret clientApplication = main.clientTraffic(hash(trace, "c ap traffic"));
        TrafficSecret serverApplication = main.serverTraffic(hash(trace, "s ap traffic"));
        main.exporter(hash(trace, "exp master"));
        checkKeys(
                serverApplication.keys(SUITE), trace.step("server", "derive write traffic keys for application data"));
        checkKeys(
                clientApplication.keys(SUITE), trace.step("client", "derive write traffic keys for application data"));
        ResumptionSecret resumption = main.resumption(
                trace.step("client", "derive secret \"tls13 res master\"").bytes("hash"));

        Step ticket = trace.step("server", "generate resumption secret");
        assertThat(Bytes.wrap(resumption.psk(ticket.bytes("hash")))).isEqualTo(ticket.bytes("expanded"));
        checkSecret(
                SecretKind.EARLY_SECRET,
                trace.step("server", "extract secret \"early\"").bytes("secret"));
        checkSecret(
                SecretKind.HANDSHAKE_SECRET,
                trace.step("server", "extract secret \"handshake\"").bytes("secret"));
        checkSecret(
                SecretKind.MAIN_SECRET,
                trace.step("server", "extract secret \"master\"").bytes("secret"));
        checkSecret(SecretKind.CLIENT_HANDSHAKE_TRAFFIC, expanded(trace, "c hs traffic"));
        checkSecret(SecretKind.SERVER_HANDSHAKE_TRAFFIC, expanded(trace, "s hs traffic"));
        checkSecret(SecretKind.CLIENT_APPLICATION_TRAFFIC, expanded(trace, "c ap traffic"));
        checkSecret(SecretKind.SERVER_APPLICATION_TRAFFIC, expanded(trace, "s ap traffic"));
        checkSecret(SecretKind.EXPORTER, expanded(trace, "exp master"));
        checkSecret(
                SecretKind.RESUMPTION,
                trace.step("client", "derive secret \"tls13 res master\"").bytes("expanded"));
    }

    @Test
    void finishesTheSimpleHandshake() {
        Rfc8448 trace = Rfc8448.section("3");
        Bytes upToVerify = transcript(
                trace, "ClientHello", "ServerHello", "EncryptedExtensions", "Certificate", "CertificateVerify");
        Step finished = trace.step("server", "calculate finished");
        TrafficSecret server = TrafficSecret.of(
                derivation, Side.SERVER, Epoch.HANDSHAKE, finished.bytes("PRK").toArray());

        assertThat(server.finishedMac(upToVerify)).isEqualTo(finished.bytes("finished"));
        assertThat(server.verifiesFinished(upToVerify, finished.bytes("finished")))
                .isTrue();
        checkSecret(SecretKind.FINISHED_KEY, finished.bytes("expanded"));
    }

    @Test
    void refusesAFinishedThatIsNotTheRightOneToTheLastBit() {
        TrafficSecret server = TrafficSecret.of(derivation, Side.SERVER, Epoch.HANDSHAKE, new byte[32]);
        byte[] right = server.finishedMac(HASH).toArray();
        for (int bit = 0; bit < 8 * right.length; bit++) {
            byte[] wrong = right.clone();
            wrong[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(server.verifiesFinished(HASH, Bytes.wrap(wrong))).isFalse();
        }
        assertThat(server.verifiesFinished(HASH, Bytes.EMPTY)).isFalse();
        assertThat(server.verifiesFinished(HASH, Bytes.of(right, 0, 31))).isFalse();
        assertThat(server.verifiesFinished(HASH, Bytes.wrap(right).then(Bytes.of((byte) 0))))
                .isFalse();
    }

    @Test
    void derivesWhatAResumptionNeedsBeforeTheServerAnswers() {
        Rfc8448 trace = Rfc8448.section("4");
        Step extraction = trace.step("client", "extract secret \"early\"");
        EarlySecret early = EarlySecret.ofPsk(
                derivation, PskKind.RESUMPTION, extraction.bytes("IKM").toArray());
        checkSecret(SecretKind.EARLY_SECRET, extraction.bytes("secret"));

        Step binder = trace.step("client", "calculate PSK binder");
        BinderKey key = early.binderKey();
        assertThat(key.binder(binder.bytes("binder hash"))).isEqualTo(binder.bytes("finished"));
        assertThat(key.verifies(binder.bytes("binder hash"), binder.bytes("finished")))
                .isTrue();
        assertThat(key.verifies(HASH, binder.bytes("finished"))).isFalse();
        checkSecret(SecretKind.BINDER_KEY, binder.bytes("PRK"));

        TrafficSecret traffic = early.clientEarlyTraffic(clientHash(trace, "c e traffic"));
        checkSecret(SecretKind.CLIENT_EARLY_TRAFFIC, clientExpanded(trace, "c e traffic"));
        checkKeys(traffic.keys(SUITE), trace.step("client", "derive write traffic keys for early application data"));
        early.earlyExporter(clientHash(trace, "e exp master"));
        checkSecret(SecretKind.EARLY_EXPORTER, clientExpanded(trace, "e exp master"));

        early.handshakeSecret(trace.step("server", "extract secret \"handshake\"")
                .bytes("IKM")
                .toArray());
        checkSecret(
                SecretKind.HANDSHAKE_SECRET,
                trace.step("server", "extract secret \"handshake\"").bytes("secret"));
    }

    @Test
    void bindersOfExternalAndResumptionPsksDiffer() {
        byte[] psk = {1, 2, 3};
        assertThat(EarlySecret.ofPsk(derivation, PskKind.EXTERNAL, psk)
                        .binderKey()
                        .binder(HASH))
                .isNotEqualTo(EarlySecret.ofPsk(derivation, PskKind.RESUMPTION, psk)
                        .binderKey()
                        .binder(HASH));
        assertThatIllegalStateException()
                .isThrownBy(() -> EarlySecret.withoutPsk(derivation).binderKey());
    }

    @Test
    void eachKindOfPskHasABinderLabelOfItsOwn() throws GeneralSecurityException {
        Map<PskKind, String> labels = Map.of(
                PskKind.EXTERNAL, "ext binder", PskKind.IMPORTED, "imp binder", PskKind.RESUMPTION, "res binder");
        assertThat(labels).containsOnlyKeys(PskKind.values());
        for (PskKind kind : PskKind.values()) {
            EarlySecret.ofPsk(derivation, kind, new byte[] {1, 2, 3}).binderKey();
            byte[] early = revealedOf(SecretKind.EARLY_SECRET).getLast().toArray();
            byte[] expected = expandLabel(early, labels.get(kind), derivation.hash(Bytes.EMPTY), 32);

            assertThat(revealedOf(SecretKind.BINDER_KEY).getLast()).isEqualTo(Bytes.wrap(expected));
        }
    }

    @Test
    void aPskAloneTakesZerosForTheSharedSecret() {
        byte[] psk = {1, 2, 3};
        EarlySecret.ofPsk(derivation, PskKind.RESUMPTION, psk).handshakeSecretOfPskAlone();
        EarlySecret.ofPsk(derivation, PskKind.RESUMPTION, psk).handshakeSecret(new byte[32]);
        List<Bytes> secrets = revealedOf(SecretKind.HANDSHAKE_SECRET);
        assertThat(secrets).hasSize(2);
        assertThat(secrets.get(0)).isEqualTo(secrets.get(1));
    }

    @Test
    void eachSecretIsDestroyedWhenTheNextIsExtracted() {
        //= R7.1-1
        byte[] shared = {1, 2, 3};
        EarlySecret early = EarlySecret.ofPsk(derivation, PskKind.RESUMPTION, shared);
        HandshakeSecret handshake = early.handshakeSecret(shared);
        assertThat(shared).containsOnly(0);
        assertThatIllegalStateException().isThrownBy(() -> early.clientEarlyTraffic(HASH));
        assertThatIllegalStateException().isThrownBy(early::binderKey);
        assertThatIllegalStateException().isThrownBy(early::handshakeSecretOfPskAlone);

        MainSecret main = handshake.mainSecret();
        assertThatIllegalStateException().isThrownBy(() -> handshake.serverTraffic(HASH));
        assertThatIllegalStateException().isThrownBy(handshake::mainSecret);

        main.destroy();
        main.destroy();
        assertThatIllegalStateException().isThrownBy(() -> main.clientTraffic(HASH));
        assertThatIllegalStateException().isThrownBy(() -> main.resumption(HASH));
    }

    @Test
    void destroyingZeroesTheBytes() {
        byte[] bytes = {1, 2, 3};
        SecretBytes secret = new SecretBytes("test", bytes);
        secret.destroy();
        assertThat(bytes).containsOnly(0);
    }

    @Test
    void updatesTrafficSecretsGenerationByGeneration() throws GeneralSecurityException {
        //= R7.2-1
        byte[] initial = new byte[32];
        initial[0] = 1;
        TrafficSecret zeroth = TrafficSecret.of(derivation, Side.CLIENT, Epoch.APPLICATION, initial);
        TrafficSecret first = zeroth.next();
        TrafficSecret second = first.next();

        byte[] expected =
                expandLabel(expandLabel(initial, "traffic upd", Bytes.EMPTY, 32), "traffic upd", Bytes.EMPTY, 32);
        assertThat(second.generation()).isEqualTo(2);
        assertThat(second.keys(SUITE).key()).isEqualTo(expandLabel(expected, "key", Bytes.EMPTY, 16));
        assertThat(derived.getLast().generation()).isEqualTo(2);
        assertThatIllegalStateException().isThrownBy(() -> zeroth.keys(SUITE));
        assertThatIllegalStateException().isThrownBy(first::next);
    }

    @Test
    void updatesNothingButApplicationTraffic() {
        TrafficSecret handshake = TrafficSecret.of(derivation, Side.CLIENT, Epoch.HANDSHAKE, new byte[32]);
        assertThatIllegalStateException().isThrownBy(handshake::next);
    }

    @Test
    void makesKeysAsLongAsTheSuiteWantsThem() {
        TrafficSecret secret = TrafficSecret.of(derivation, Side.CLIENT, Epoch.APPLICATION, new byte[32]);
        assertThat(secret.keys(CipherSuite.TLS_AES_128_GCM_SHA256).key()).hasSize(16);
        assertThat(secret.keys(CipherSuite.TLS_CHACHA20_POLY1305_SHA256).key()).hasSize(32);
        assertThat(secret.keys(CipherSuite.TLS_AES_256_GCM_SHA384).key()).hasSize(32);
        assertThat(secret.keys(CipherSuite.TLS_AES_256_GCM_SHA384).iv()).hasSize(12);
        assertThatIllegalArgumentException().isThrownBy(() -> secret.keys(new CipherSuite(0xc02f)));
    }

    @Test
    void exportsByLabelAndContext() throws GeneralSecurityException {
        Bytes context = Bytes.ofUtf8("context");
        MainSecret main = mainSecret();
        ExporterSecret exporter = main.exporter(HASH);
        byte[] secret = revealedOf(SecretKind.EXPORTER).getFirst().toArray();

        byte[] perLabel = expandLabel(secret, "EXPORTER-test", derivation.hash(Bytes.EMPTY), 32);
        assertThat(exporter.export("EXPORTER-test", context, 100))
                .isEqualTo(expandLabel(perLabel, "exporter", derivation.hash(context), 100));
        assertThat(exporter.export("EXPORTER-test", Bytes.EMPTY, 32))
                .isNotEqualTo(exporter.export("EXPORTER-test", context, 32))
                .isNotEqualTo(exporter.export("EXPORTER-other", Bytes.EMPTY, 32));
        exporter.destroy();
        assertThatIllegalStateException().isThrownBy(() -> exporter.export("EXPORTER-test", context, 32));
    }

    @Test
    void boundsLabelsAndLengths() {
        ExporterSecret exporter = mainSecret().exporter(HASH);
        assertThat(exporter.export("x".repeat(249), Bytes.EMPTY, 255 * 32)).hasSize(255 * 32);
        assertThat(exporter.export("x", Bytes.EMPTY, 0)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> exporter.export("x".repeat(250), Bytes.EMPTY, 32));
        assertThatIllegalArgumentException().isThrownBy(() -> exporter.export("", Bytes.EMPTY, 32));
        assertThatIllegalArgumentException().isThrownBy(() -> exporter.export("x", Bytes.EMPTY, 255 * 32 + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> exporter.export("x", Bytes.EMPTY, -1));
    }

    @Test
    void refusesTrafficSecretsThatDoNotExist() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrafficSecret.of(derivation, Side.SERVER, Epoch.EARLY_DATA, new byte[32]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrafficSecret.of(derivation, Side.CLIENT, Epoch.INITIAL, new byte[32]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrafficSecret.of(derivation, Side.CLIENT, Epoch.HANDSHAKE, new byte[48]));
    }

    @Test
    void reportsEachSecretWithItsParents() {
        HandshakeSecret handshake = EarlySecret.withoutPsk(derivation).handshakeSecret(new byte[] {1});
        handshake.clientTraffic(HASH).keys(SUITE);
        handshake.mainSecret().exporter(HASH);
        assertThat(derived.stream().map(KeyScheduleTest::edge))
                .containsExactly(
                        "early secret <- []",
                        "shared secret <- []",
                        "handshake secret <- [early secret, shared secret]",
                        "client hs traffic <- [handshake secret] 'c hs traffic'",
                        "write key <- [client hs traffic] 'key'",
                        "write iv <- [client hs traffic] 'iv'",
                        "main secret <- [handshake secret]",
                        "exporter <- [main secret] 'exp master'");
    }

    @Test
    void whatOnlyAnExternalPskProtectsHasNoFingerprint() {
        byte[] psk = Bytes.ofUtf8("hunter2").toArray();
        EarlySecret early = EarlySecret.ofPsk(derivation, PskKind.EXTERNAL, psk);
        early.binderKey().binder(HASH);
        early.clientEarlyTraffic(HASH).keys(SUITE);
        early.handshakeSecretOfPskAlone()
                .mainSecret()
                .clientTraffic(HASH)
                .next()
                .keys(SUITE);
        assertThat(derived)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.secret().fingerprint()).isEmpty());

        derived.clear();
        EarlySecret.ofPsk(derivation, PskKind.EXTERNAL, psk)
                .handshakeSecret(new byte[] {1})
                .clientTraffic(HASH);
        assertThat(derived.getLast().secret().fingerprint()).isPresent();
    }

    @Test
    void showsNoSecret() {
        TrafficSecret secret = mainSecret().clientTraffic(HASH);
        TrafficKeys keys = secret.keys(SUITE);
        assertThat(secret).hasToString("client app traffic");
        assertThat(secret.next()).hasToString("client app traffic 1");
        assertThat(keys).hasToString("keys for TLS_AES_128_GCM_SHA256");
        assertThat(mainSecret()).hasToString("main secret");
    }

    private MainSecret mainSecret() {
        return EarlySecret.withoutPsk(derivation)
                .handshakeSecret(new byte[] {1})
                .mainSecret();
    }

    private Recorder recorder() {
        Observer observer = (nanos, event) -> {
            Event.SecretDerived secret = (Event.SecretDerived) event;
            derived.add(secret);
            revealed.add(Bytes.wrap(secret.secret().reveal(access)));
        };
        return new Recorder(Side.CLIENT, FixedTime.NOON, observer, access);
    }

    private void checkKeys(TrafficKeys keys, Step step) {
        assertThat(Bytes.of(keys.key())).isEqualTo(step.bytes("key expanded"));
        assertThat(Bytes.of(keys.iv())).isEqualTo(step.bytes("iv expanded"));
    }

    private void checkSecret(SecretKind kind, Bytes expected) {
        assertThat(revealedOf(kind)).as(kind.title()).contains(expected);
    }

    private List<Bytes> revealedOf(SecretKind kind) {
        List<Bytes> found = new ArrayList<>();
        for (int i = 0; i < derived.size(); i++) {
            if (derived.get(i).kind() == kind) {
                found.add(revealed.get(i));
            }
        }
        return found;
    }

    private Bytes transcript(Rfc8448 trace, String... messages) {
        Bytes all = Bytes.EMPTY;
        for (String message : messages) {
            all = all.then(trace.with(message).getFirst().bytes(message));
        }
        return derivation.hash(all);
    }

    private static Bytes hash(Rfc8448 trace, String label) {
        return trace.step("server", "derive secret \"tls13 " + label + "\"").bytes("hash");
    }

    private static Bytes expanded(Rfc8448 trace, String label) {
        return trace.step("server", "derive secret \"tls13 " + label + "\"").bytes("expanded");
    }

    private static Bytes clientHash(Rfc8448 trace, String label) {
        return trace.step("client", "derive secret \"tls13 " + label + "\"").bytes("hash");
    }

    private static Bytes clientExpanded(Rfc8448 trace, String label) {
        return trace.step("client", "derive secret \"tls13 " + label + "\"").bytes("expanded");
    }

    private static String edge(Event.SecretDerived event) {
        List<String> parents = event.parents().stream().map(SecretKind::title).toList();
        return event.kind().title() + " <- " + parents + (event.label().isEmpty() ? "" : " '" + event.label() + "'");
    }

    /** The same by the JDK's own HKDF, as a second opinion. */
    private static byte[] expandLabel(byte[] secret, String label, Bytes context, int length)
            throws GeneralSecurityException {
        byte[] info = WireWriter.encode(w ->
                        w.uint16(length).opaque8(Bytes.ofUtf8("tls13 " + label)).opaque8(context))
                .toArray();
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.expandOnly(new SecretKeySpec(secret, "Generic"), info, length));
    }
}
