// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.extension.Extensions;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.SupportedVersions;
import dev.limpid.inspect.Attempt;
import dev.limpid.inspect.Story;
import dev.limpid.inspect.verdict.Failures.Failure;
import dev.limpid.message.HelloRetryRequest;
import dev.limpid.observe.EarlyDataAnswer;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.PskMiss;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.testkit.EventScript;
import dev.limpid.testkit.SampleConnection;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Made-up connections that stand, each with something to be said of it. */
final class Findings {
    private static final Attempt CLIENT =
            Attempt.toServer("shop.lab:4401", "limpid connect shop.lab:4401 --cacert root.pem");
    private static final Attempt SERVER = Attempt.fromClient("127.0.0.1:51234");

    private final List<Failure> list = new ArrayList<>();

    private Findings() {}

    static List<Failure> all() {
        Findings findings = new Findings();
        findings.misses();
        findings.rejections();
        findings.configurations();
        findings.retries();
        return List.copyOf(findings.list);
    }

    private void misses() {
        for (PskMiss reason : PskMiss.values()) {
            if (reason != PskMiss.NO_TICKET) {
                add("miss-" + slug(reason), "RESUME.MISS", 0, SERVER, s -> s.event(new Event.PskMissed(reason)));
            }
        }
        add(
                "miss-with-detail",
                "RESUME.MISS",
                0,
                SERVER,
                s -> s.event(new Event.PskMissed(PskMiss.NO_SUITE_IN_COMMON, "SHA384")));
    }

    private void rejections() {
        for (EarlyDataAnswer answer : EarlyDataAnswer.values()) {
            if (!answer.accepted()) {
                add(
                        "early-" + slug(answer),
                        "EARLY.REJECTED",
                        0,
                        answer.name().startsWith("TICKET_") ? CLIENT : SERVER,
                        s -> s.event(new Event.EarlyDataDecided(answer)));
            }
        }
    }

    private void configurations() {
        add("trust-all", "CONFIG.TRUST_ALL", 60, CLIENT.insecurely(), s -> {});
        PathFacts good = SampleConnection.goodPath();
        PathFacts nameless =
                new PathFacts(Optional.empty(), good.links(), good.anchor(), good.trustSource(), good.checks());
        add(
                "no-hostname-check",
                "CONFIG.NO_HOSTNAME_CHECK",
                60,
                CLIENT,
                s -> s.event(new Event.PathChecked(Side.SERVER, nameless, Optional.empty())));
    }

    private void retries() {
        add("retry-for-a-group", "NEG.HRR", 0, CLIENT, s -> s.message(Side.SERVER, Epoch.INITIAL, retry(true)));
        add("retry-for-a-cookie", "NEG.HRR", 0, SERVER, s -> s.message(Side.SERVER, Epoch.INITIAL, retry(false)));
    }

    private static HelloRetryRequest retry(boolean group) {
        SupportedVersions.Selected version = new SupportedVersions.Selected(ProtocolVersion.TLS13);
        return new HelloRetryRequest(
                ProtocolVersion.TLS12,
                Bytes.ofHex("0b".repeat(32)),
                CipherSuite.TLS_AES_128_GCM_SHA256,
                0,
                group
                        ? Extensions.of(version, new KeyShare.HelloRetryRequest(NamedGroup.SECP384R1))
                        : Extensions.of(version));
    }

    private void add(String name, String code, int exitCode, Attempt attempt, Consumer<EventScript> event) {
        Story story = Failures.play(attempt, s -> {
            SampleConnection.begin(s);
            SampleConnection.hello(s, "shop.lab");
            event.accept(s);
            SampleConnection.serverHello(s);
            SampleConnection.finish(s, true);
            SampleConnection.http(s);
            SampleConnection.goodbye(s);
        });
        list.add(new Failure(name, code, exitCode, story));
    }

    private static String slug(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
