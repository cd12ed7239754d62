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
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.session.TicketOpening;
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

    /** What a client and a server say of tickets that they do not use, besides {@link TicketOpening.Reason}. */
    private static final List<String> MISSES = List.of(
            "the ticket's lifetime is over",
            "no suite that is offered has the hash of the ticket's connection",
            "the ticket is of a connection to another name",
            "nobody vouched for the server of the ticket's connection",
            "what this client trusts has changed since",
            "the server did not take what was offered",
            "no suite in common has its hash, SHA384",
            "no mode in common: the client lists [psk_ke]",
            "it is of a connection to another name",
            "this server's rules about whom it lets in have changed since",
            "its client showed no certificate, and one is required");

    private static final List<String> REJECTIONS = List.of(
            "this server takes none",
            "a HelloRetryRequest came between",
            "there is no key in common",
            "it is under the client's first key, and another was selected",
            "an external key has no age by which a replay could be told",
            "its ticket does not allow it",
            "it is under TLS_AES_256_GCM_SHA384, and TLS_AES_128_GCM_SHA256 was selected",
            "another application protocol was selected",
            "the age of its ticket says that it was not sent just now",
            "this ClientHello came before: a replay",
            "whether this ClientHello came before cannot be told",
            "the server did not take the ticket that it comes with");

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
        List<String> reasons = new ArrayList<>(MISSES);
        for (TicketOpening.Reason reason : TicketOpening.Reason.values()) {
            reasons.add(reason.text());
        }
        for (String reason : reasons) {
            add("miss-" + slug(reason), "RESUME.MISS", 0, SERVER, s -> s.event(new Event.PskMissed(reason)));
        }
        add("miss-unknown", "RESUME.MISS", 0, CLIENT, s -> s.event(new Event.PskMissed("")));
    }

    private void rejections() {
        for (String reason : REJECTIONS) {
            add(
                    "early-" + slug(reason),
                    "EARLY.REJECTED",
                    0,
                    SERVER,
                    s -> s.event(new Event.EarlyDataDecided(false, reason)));
        }
        add(
                "early-the-server-does-not-say-why",
                "EARLY.REJECTED",
                0,
                CLIENT,
                s -> s.event(new Event.EarlyDataDecided(false, "the server did not say why")));
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

    private static String slug(String reason) {
        String words = reason.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return words.substring(0, Math.min(40, words.length())).replaceAll("-$", "");
    }
}
