// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.config;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.extension.OidFilters;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.OidFilterMatch;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.message.ClientHello;
import dev.limpid.observe.TimeSource;
import dev.limpid.session.ExternalPsks;
import dev.limpid.session.Tickets;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a server answers. Immutable and thread-safe: one serves any number of connections. */
public final class ServerConfig extends TlsConfig {
    private static final long ONE_RECORD = 16_384;

    private final ClientAuthentication clientAuthentication;
    private final Optional<PeerVerifier> clientVerifier;
    private final boolean requireServerName;
    private final boolean alwaysRetry;
    private final Optional<ConfigSelector> selector;
    private final Optional<StatelessRetry> statelessRetry;
    private final List<OidFilters.Filter> oidFilters;
    private final Tickets tickets;
    private final int ticketCount;
    private final ExternalPsks externalPsks;
    private final Optional<EarlyDataPolicy> earlyData;
    private final boolean grease;

    private ServerConfig(Builder builder) {
        super(builder);
        tickets = builder.tickets;
        ticketCount = builder.ticketCount;
        externalPsks = builder.externalPsks;
        earlyData = builder.earlyData;
        grease = builder.grease;
        clientAuthentication = builder.clientAuthentication;
        clientVerifier = builder.clientVerifier;
        requireServerName = builder.requireServerName;
        alwaysRetry = builder.alwaysRetry;
        selector = builder.selector;
        statelessRetry = builder.statelessRetry;
        oidFilters = builder.oidFilters;
    }

    /** A builder of a configuration that proves {@code credentials} and does not ask clients for theirs. */
    public static Builder builder(CryptoProvider crypto, TimeSource time, Credentials credentials) {
        return new Builder(crypto, time, credentials);
    }

    /** A builder that starts from this configuration. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Whether clients are asked for a certificate. */
    public ClientAuthentication clientAuthentication() {
        return clientAuthentication;
    }

    /** Who judges clients' certificates; there if they are asked for, in the handshake or after it. */
    public Optional<PeerVerifier> clientVerifier() {
        return clientVerifier;
    }

    /** Whether clients must say which name they want (section 9.2). */
    public boolean requireServerName() {
        return requireServerName;
    }

    /** Whether every first ClientHello is answered with a HelloRetryRequest. */
    public boolean alwaysRetry() {
        return alwaysRetry;
    }

    /** The configuration for the client of {@code hello}: this one, unless a selector picks another. */
    public ServerConfig forClient(ClientHello hello) {
        return selector.map(each -> each.select(hello)).orElse(this);
    }

    /** How nothing is kept of a client between its two ClientHellos, if that is wanted. */
    public Optional<StatelessRetry> statelessRetry() {
        return statelessRetry;
    }

    /**
     * This configuration for one client: its cookies are good for nobody else. Without {@link #statelessRetry} it is this one.
     *
     * @param context what the client is known by, such as its address
     */
    public ServerConfig boundTo(Bytes context) {
        return statelessRetry
                .filter(retry -> !retry.context().equals(context))
                .map(retry -> toBuilder().statelessRetry(retry.boundTo(context)).build())
                .orElse(this);
    }

    /** What a client's certificate must have in its own extensions (section 4.3.5); empty for nothing in particular. */
    public List<OidFilters.Filter> oidFilters() {
        return oidFilters;
    }

    /** What makes tickets and opens them; {@link Tickets#none()} for a server that does not resume. */
    public Tickets tickets() {
        return tickets;
    }

    /** Whether this server issues tickets and resumes with them. */
    @Override
    public boolean resumes() {
        return !tickets.equals(Tickets.none());
    }

    /** How many tickets a connection gets by itself, and how many at most if the client asks. */
    public int ticketCount() {
        return ticketCount;
    }

    /** The keys that were provisioned outside of TLS. */
    public ExternalPsks externalPsks() {
        return externalPsks;
    }

    /** On which terms early data is taken, if at all. */
    public Optional<EarlyDataPolicy> earlyData() {
        return earlyData;
    }

    /** How many bytes of early data are skipped that this server does not take; one record's, where it takes none or less. */
    public long mostSkipped() {
        return Math.max(ONE_RECORD, earlyData.map(EarlyDataPolicy::most).orElse(0L));
    }

    /** Whether tickets and requests for certificates list values that mean nothing (RFC 8701). */
    public boolean grease() {
        return grease;
    }

    /** Builds a {@link ServerConfig}. Not thread-safe. */
    public static final class Builder extends ConfigBuilder<Builder> {
        private ClientAuthentication clientAuthentication = ClientAuthentication.NONE;
        private Optional<PeerVerifier> clientVerifier = Optional.empty();
        private boolean requireServerName;
        private boolean alwaysRetry;
        private Optional<ConfigSelector> selector = Optional.empty();
        private Optional<StatelessRetry> statelessRetry = Optional.empty();
        private List<OidFilters.Filter> oidFilters = List.of();
        private Tickets tickets = Tickets.none();
        private int ticketCount = 2;
        private ExternalPsks externalPsks = ExternalPsks.none();
        private Optional<EarlyDataPolicy> earlyData = Optional.empty();
        private boolean grease;

        private Builder(CryptoProvider crypto, TimeSource time, Credentials credentials) {
            super(crypto, time, credentials);
        }

        private Builder(ServerConfig from) {
            super(from);
            clientAuthentication = from.clientAuthentication;
            clientVerifier = from.clientVerifier;
            requireServerName = from.requireServerName;
            alwaysRetry = from.alwaysRetry;
            selector = from.selector;
            statelessRetry = from.statelessRetry;
            oidFilters = from.oidFilters;
            tickets = from.tickets;
            ticketCount = from.ticketCount;
            externalPsks = from.externalPsks;
            earlyData = from.earlyData;
            grease = from.grease;
        }

        @Override
        Builder self() {
            return this;
        }

        /** Asks clients for a certificate, or not; {@code verifier} judges what they send. */
        public Builder clientAuthentication(ClientAuthentication wanted, PeerVerifier verifier) {
            clientAuthentication = wanted;
            clientVerifier = wanted == ClientAuthentication.NONE ? Optional.empty() : Optional.of(verifier);
            return this;
        }

        /** Who judges the certificates that clients are asked for after the handshake only (section 4.7.2). */
        public Builder clientVerifier(PeerVerifier verifier) {
            clientVerifier = Optional.of(verifier);
            return this;
        }

        /** Whether to refuse clients that do not say which name they want; off by default. */
        public Builder requireServerName(boolean on) {
            requireServerName = on;
            return this;
        }

        /**
         * Whether to answer every first ClientHello with a HelloRetryRequest that carries a cookie, even if its shares would do;
         * off by default. Costs each client a round trip and proves that it reads what is sent to its address. Some clients take
         * no cookie alone, so another group is asked for as well where both sides have one that is as strong.
         */
        public Builder alwaysRetry(boolean on) {
            alwaysRetry = on;
            return this;
        }

        /** Lets {@code selector} pick another configuration for each client, once its ClientHello is there. */
        public Builder selector(ConfigSelector selector) {
            this.selector = Optional.of(selector);
            return this;
        }

        /**
         * Lets a HelloRetryRequest's cookie hold all that must be known when the client answers it: its connection may be dropped
         * once its output is taken, and the second ClientHello may come to another. Off by default.
         */
        public Builder statelessRetry(StatelessRetry how) {
            statelessRetry = Optional.of(how);
            return this;
        }

        /**
         * What a client's certificate must have in its own extensions (section 4.3.5): clients choose by it, and a certificate that lacks
         * it is refused. Key usage and extended key usage are understood; other OIDs are sent and not checked here.
         *
         * @throws dev.limpid.alert.ViolationException if an OID comes twice, or a filter is malformed or asks for any purpose
         */
        public Builder oidFilters(List<OidFilters.Filter> filters) {
            OidFilterMatch.check(filters);
            oidFilters = List.copyOf(filters);
            return this;
        }

        /** Issues tickets by {@code tickets} and resumes with them (section 4.7.1); by default no session is resumed. */
        public Builder tickets(Tickets tickets) {
            this.tickets = tickets;
            return this;
        }

        /**
         * How many tickets each connection gets, and the most that a client may ask for (RFC 9149); 2 by default. More go out by
         * {@code TlsConnection.sendTicket}.
         *
         * @throws IllegalArgumentException unless it is 0 to 16
         */
        public Builder ticketCount(int count) {
            if (count < 0 || count > 16) {
                throw new IllegalArgumentException("0 to 16 tickets, not " + count);
            }
            ticketCount = count;
            return this;
        }

        /**
         * The keys that were provisioned outside of TLS; none by default. A client that knows one is authenticated by it: it is asked for
         * no certificate, even where others need one (appendix F.1).
         */
        public Builder externalPsks(ExternalPsks keys) {
            externalPsks = keys;
            return this;
        }

        /** Takes early data (0-RTT) on these terms; by default none is taken. Read {@link EarlyDataPolicy} first. */
        public Builder earlyData(EarlyDataPolicy policy) {
            earlyData = Optional.of(policy);
            return this;
        }

        /**
         * Whether tickets and requests for certificates list values that mean nothing, so that clients stay tolerant (RFC 8701 section
         * 4.1); off by default, as a server cannot know how old its clients are.
         */
        public Builder grease(boolean on) {
            grease = on;
            return this;
        }

        /** The configuration. */
        public ServerConfig build() {
            return new ServerConfig(this);
        }

        @Override
        boolean resumes() {
            return !tickets.equals(Tickets.none());
        }

        @Override
        Bytes sessionBinding() {
            List<String> rules = new ArrayList<>(List.of("server", clientAuthentication.name()));
            rules.addAll(alpn);
            for (OidFilters.Filter filter : oidFilters) {
                rules.add("oid filter " + filter.oid() + " " + filter.values());
            }
            return SessionBinding.of(
                    crypto, rules, clientVerifier.map(this::basis).stream().toList());
        }
    }
}
