// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import static dev.limpid.negotiate.Rules.require;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.ServerConfig;
import dev.limpid.extension.ApplicationLayerProtocolNegotiation;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.extension.SupportedGroups;
import dev.limpid.message.ClientHello;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Choice.Rejected;
import dev.limpid.observe.Choice.Subject;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the server selects from a ClientHello (RFC 9846 section 4.2.1): each choice with its reason and the alternatives that
 * lost. Pure: the same configuration and hello always give the same choice.
 *
 * @param group of the key exchange; empty if a PSK is to be the only secret
 * @param share the client's share of {@code group}; without it, a group asks for a HelloRetryRequest
 * @param serverName the DNS name that the client asked for
 * @param protocol the application protocol
 * @param psk the key that both sides have, in place of a certificate
 */
public record ServerChoice(
        CipherSuite cipherSuite,
        Optional<NamedGroup> group,
        Optional<KeyShareEntry> share,
        Optional<String> serverName,
        Optional<String> protocol,
        Optional<SelectedPsk> psk,
        List<Choice> choices) {
    public ServerChoice {
        choices = List.copyOf(choices);
    }

    /**
     * The choice for {@code hello}, which obeys {@link ClientHelloRules}.
     *
     * @param psk the key to use, if there is one that may be used ({@link PskFitness})
     * @throws ViolationException if there is nothing in common
     */
    public static ServerChoice of(ServerConfig config, ClientHello hello, Optional<SelectedPsk> psk) {
        return of(config, hello, config.cipherSuites(), config.groups(), psk);
    }

    /**
     * The same after a HelloRetryRequest, which has settled suite and group.
     *
     * @throws ViolationException as {@link #of(ServerConfig, ClientHello, Optional)}
     */
    public static ServerChoice after(
            RetryDemand demand, ServerConfig config, ClientHello second, Optional<SelectedPsk> psk) {
        //= R4.2.4-9
        return of(
                config,
                second,
                config.cipherSuites().stream()
                        .filter(demand.cipherSuite()::equals)
                        .toList(),
                demand.group().map(List::of).orElse(config.groups()),
                psk);
    }

    /** Whether the client has to send another share first. */
    public boolean lacksShare() {
        return group.isPresent() && share.isEmpty();
    }

    /**
     * What a HelloRetryRequest asks for, the cookie aside. One that is sent for its cookie alone asks for another group too, if both sides have one
     * that gives nothing up: SunJSSE and GnuTLS don't take a cookie alone (section 4.2.4 says that they must).
     */
    public RetryDemand demand(ServerConfig config, ClientHello first) {
        Optional<NamedGroup> wanted = share.isEmpty() ? group : otherGroup(config, first);
        return new RetryDemand(cipherSuite, wanted, Optional.empty());
    }

    private Optional<NamedGroup> otherGroup(ServerConfig config, ClientHello first) {
        List<NamedGroup> offered = groups(first);
        boolean postQuantum = group.filter(NamedGroup::isPostQuantum).isPresent();
        //= R4.3.8-12
        return config.groups().stream()
                .filter(other -> offered.contains(other) && share(first, other).isEmpty())
                .filter(other -> other.isPostQuantum() || !postQuantum)
                .findFirst();
    }

    private static ServerChoice of(
            ServerConfig config,
            ClientHello hello,
            List<CipherSuite> suites,
            List<NamedGroup> groups,
            Optional<SelectedPsk> psk) {
        Optional<String> serverName = RequestedName.of(config, hello);
        List<Choice> choices = new ArrayList<>();
        CipherSuite suite = cipherSuite(suites, hello, psk, choices);
        //= R2.1-1
        boolean exchange = psk.map(SelectedPsk::withKeyExchange).orElse(true);
        Optional<NamedGroup> group = exchange ? Optional.of(group(groups, hello, choices)) : Optional.empty();
        Optional<KeyShareEntry> share = group.flatMap(wanted -> share(hello, wanted));
        group.ifPresent(wanted -> choices.add(helloRetry(config, wanted, share.isPresent())));
        Optional<String> protocol = protocol(config, hello, choices);
        return new ServerChoice(suite, group, share, serverName, protocol, psk, choices);
    }

    private static Choice helloRetry(ServerConfig config, NamedGroup group, boolean shared) {
        if (!shared) {
            return Choice.of(Subject.HELLO_RETRY, "yes", "the client lists " + group + " but sent no share for it");
        }
        return config.alwaysRetry()
                ? Choice.of(Subject.HELLO_RETRY, "yes", "this server asks every client once more")
                : Choice.of(Subject.HELLO_RETRY, "no", "the client sent a share for " + group);
    }

    private static CipherSuite cipherSuite(
            List<CipherSuite> ours, ClientHello hello, Optional<SelectedPsk> psk, List<Choice> choices) {
        //= R4.2.2-12
        List<CipherSuite> offered = hello.cipherSuites();
        //= R4.3.11-3
        //= R4.3.11-7
        Predicate<CipherSuite> wanted = suite ->
                offered.contains(suite) && psk.map(key -> key.key().fits(suite)).orElse(true);
        //= R4.2.1-4
        return first(ours, wanted, Subject.CIPHER_SUITE, choices)
                .orElseThrow(() -> new ViolationException(Violation.NO_COMMON_CIPHER_SUITE, offers(offered, ours)));
    }

    /** The group first and the share after it, so that a client is served the best group that both have (section 4.3.8). */
    private static NamedGroup group(List<NamedGroup> ours, ClientHello hello, List<Choice> choices) {
        //= R4.3.8-5
        List<NamedGroup> offered = groups(hello);
        //= R4.2.1-1
        return first(ours, offered::contains, Subject.GROUP, choices)
                .orElseThrow(() -> new ViolationException(Violation.NO_COMMON_GROUP, offers(offered, ours)));
    }

    private static List<NamedGroup> groups(ClientHello hello) {
        return hello.extensions()
                .find(SupportedGroups.class)
                .orElseThrow(() -> new ViolationException(Violation.MISSING_SUPPORTED_GROUPS, "and no PSK will do"))
                .namedGroupList();
    }

    //= R4.3.8-11
    private static Optional<KeyShareEntry> share(ClientHello hello, NamedGroup group) {
        return hello
                .extensions()
                .find(KeyShare.ClientHello.class)
                .map(KeyShare.ClientHello::clientShares)
                .orElse(List.of())
                .stream()
                .filter(entry -> entry.group().equals(group))
                .findFirst();
    }

    private static Optional<String> protocol(ServerConfig config, ClientHello hello, List<Choice> choices) {
        Optional<ApplicationLayerProtocolNegotiation.ClientHello> offer =
                hello.extensions().find(ApplicationLayerProtocolNegotiation.ClientHello.class);
        if (config.alpn().isEmpty() || offer.isEmpty()) {
            return Optional.empty();
        }
        List<Bytes> offered = offer.get().protocolNameList();
        Optional<String> chosen =
                first(config.alpn(), name -> offered.contains(Bytes.ofUtf8(name)), Subject.ALPN, choices);
        require(
                chosen.isPresent(),
                Violation.NO_COMMON_ALPN,
                offers(offered.stream().map(Rules::text).toList(), config.alpn()));
        return chosen;
    }

    private static <T> Optional<T> first(List<T> ours, Predicate<T> offered, Subject subject, List<Choice> choices) {
        Optional<T> chosen = ours.stream().filter(offered).findFirst();
        chosen.ifPresent(value -> {
            List<Rejected> rejected = ours.stream()
                    .filter(other -> !other.equals(value))
                    .map(other ->
                            new Rejected(other.toString(), offered.test(other) ? "less preferred here" : "not offered"))
                    .toList();
            choices.add(new Choice(subject, value.toString(), "the first of ours that the client offers", rejected));
        });
        return chosen;
    }

    private static String offers(List<?> theirs, List<?> ours) {
        return "the client offers " + theirs + ", this server has " + ours;
    }
}
