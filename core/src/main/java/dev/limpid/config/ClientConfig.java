// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.config;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.extension.MaxFragmentLength;
import dev.limpid.extension.TicketRequest;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.observe.TimeSource;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.PskKeyExchangeMode;
import dev.limpid.session.ExternalPsk;
import dev.limpid.session.SessionCache;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How a client connects. Immutable and thread-safe: one serves any number of connections. */
public final class ClientConfig extends TlsConfig {
    private final PeerVerifier verifier;
    private final List<NamedGroup> keyShares;
    private final boolean sendServerName;
    private final boolean postHandshakeAuthentication;
    private final OptionalInt maxFragmentLength;
    private final boolean sendAuthorities;
    private final SessionCache sessionCache;
    private final String sessionPartition;
    private final Optional<TicketRequest.ClientHello> ticketRequest;
    private final List<ExternalPsk> externalPsks;
    private final boolean earlyData;
    private final boolean grease;
    private final boolean permuteExtensions;

    private ClientConfig(Builder builder) {
        super(builder);
        sessionCache = builder.sessionCache;
        sessionPartition = builder.sessionPartition;
        ticketRequest = builder.ticketRequest;
        externalPsks = builder.externalPsks;
        earlyData = builder.earlyData;
        verifier = builder.verifier;
        keyShares = builder.keyShares.stream().filter(groups()::contains).toList();
        sendServerName = builder.sendServerName;
        postHandshakeAuthentication = builder.postHandshakeAuthentication;
        maxFragmentLength = builder.maxFragmentLength;
        sendAuthorities = builder.sendAuthorities;
        grease = builder.grease;
        permuteExtensions = builder.permuteExtensions;
    }

    /** A builder of a configuration that trusts whom {@code verifier} trusts and has no certificate of its own. */
    public static Builder builder(CryptoProvider crypto, TimeSource time, PeerVerifier verifier) {
        return new Builder(crypto, time, verifier);
    }

    /** A builder that starts from this configuration. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Who judges the server's certificates. */
    public PeerVerifier verifier() {
        return verifier;
    }

    /** The groups for which the first ClientHello brings a share, in the order of {@link #groups()}. */
    public List<NamedGroup> keyShares() {
        return keyShares;
    }

    /** Whether to tell the server which name it is wanted under (RFC 6066). */
    public boolean sendServerName() {
        return sendServerName;
    }

    /**
     * The most bytes of content in a record of either side, if the server obeys: offered as max_fragment_length (RFC 6066); a
     * server that reads {@link RecordPolicy#sizeLimit} goes by that instead.
     */
    public OptionalInt maxFragmentLength() {
        return maxFragmentLength;
    }

    /** Whether to tell the server whom this client trusts (section 4.3.4). */
    public boolean sendAuthorities() {
        return sendAuthorities;
    }

    /** Whether the server may ask for a certificate after the handshake (section 4.3.6). */
    public boolean postHandshakeAuthentication() {
        return postHandshakeAuthentication;
    }

    /** Where tickets are kept; {@link SessionCache#none()} for a client that does not resume. */
    public SessionCache sessionCache() {
        return sessionCache;
    }

    /** Whether this client keeps tickets and resumes with them. */
    @Override
    public boolean resumes() {
        return !sessionCache.equals(SessionCache.none());
    }

    /** Among which connections tickets may be shared, so that they can be linked; empty among all. */
    public String sessionPartition() {
        return sessionPartition;
    }

    /** How many tickets to ask for (RFC 9149), if it asks. */
    public Optional<TicketRequest.ClientHello> ticketRequest() {
        return ticketRequest;
    }

    /** The keys that were provisioned outside of TLS, in order of preference. */
    public List<ExternalPsk> externalPsks() {
        return externalPsks;
    }

    /** Whether early data is offered wherever a key allows it. */
    public boolean earlyData() {
        return earlyData;
    }

    /** How the client says that its keys may be used; empty if it has none and keeps no tickets. */
    public List<PskKeyExchangeMode> pskModes() {
        return resumes() || !externalPsks.isEmpty() ? acceptedPskModes() : List.of();
    }

    /** Whether the ClientHello lists values that mean nothing among those that do (RFC 8701). */
    public boolean grease() {
        return grease;
    }

    /** Whether the ClientHello's extensions come in another order each time. */
    public boolean permuteExtensions() {
        return permuteExtensions;
    }

    /** Builds a {@link ClientConfig}. Not thread-safe. */
    public static final class Builder extends ConfigBuilder<Builder> {
        private PeerVerifier verifier;
        private List<NamedGroup> keyShares;
        private boolean sendServerName = true;
        private boolean postHandshakeAuthentication;
        private OptionalInt maxFragmentLength = OptionalInt.empty();
        private boolean sendAuthorities;
        private SessionCache sessionCache = SessionCache.none();
        private String sessionPartition = "";
        private Optional<TicketRequest.ClientHello> ticketRequest = Optional.empty();
        private List<ExternalPsk> externalPsks = List.of();
        private boolean earlyData;
        private boolean grease = true;
        private boolean permuteExtensions = true;

        private Builder(CryptoProvider crypto, TimeSource time, PeerVerifier verifier) {
            super(crypto, time, Credentials.none());
            this.verifier = verifier;
            this.requestStatus = true;
            this.keyShares = likely(groups);
        }

        private Builder(ClientConfig from) {
            super(from);
            verifier = from.verifier;
            keyShares = from.keyShares;
            sendServerName = from.sendServerName;
            postHandshakeAuthentication = from.postHandshakeAuthentication;
            maxFragmentLength = from.maxFragmentLength;
            sendAuthorities = from.sendAuthorities;
            sessionCache = from.sessionCache;
            sessionPartition = from.sessionPartition;
            ticketRequest = from.ticketRequest;
            externalPsks = from.externalPsks;
            earlyData = from.earlyData;
            grease = from.grease;
            permuteExtensions = from.permuteExtensions;
        }

        @Override
        Builder self() {
            return this;
        }

        /** Who judges the server's certificates instead, or its raw public key. */
        public Builder verifier(PeerVerifier verifier) {
            this.verifier = verifier;
            return this;
        }

        /** The groups; the shares are then those of the first hybrid and the first other group, until set themselves. */
        @Override
        public Builder groups(List<NamedGroup> groups) {
            super.groups(groups);
            keyShares = likely(this.groups);
            return this;
        }

        /**
         * The groups for which the first ClientHello brings a share; none asks the server to choose, for one more round trip.
         *
         * @throws IllegalArgumentException if one is not among the groups
         */
        public Builder keyShares(List<NamedGroup> shares) {
            //= R4.3.8-7
            //= R4.3.8-8
            //= R4.3.8-3
            List<NamedGroup> wanted = shares.isEmpty() ? List.of() : checked("key shares", shares, groups);
            //= R4.3.8-4
            keyShares = groups.stream().filter(wanted::contains).toList();
            return this;
        }

        /** Whether to send the server's name; on by default, and never for an IP address (RFC 6066 section 3). */
        public Builder sendServerName(boolean on) {
            sendServerName = on;
            return this;
        }

        /**
         * Asks for short records in both directions by max_fragment_length (RFC 6066), for servers that don't read
         * record_size_limit; off by default.
         *
         * @param length 2^9, 2^10, 2^11 or 2^12 bytes
         * @throws IllegalArgumentException if it is another
         */
        public Builder maxFragmentLength(int length) {
            if (MaxFragmentLength.ofLength(length).isEmpty()) {
                throw new IllegalArgumentException("max_fragment_length is 512, 1024, 2048 or 4096, not " + length);
            }
            maxFragmentLength = OptionalInt.of(length);
            return this;
        }

        /**
         * Whether to send the names of the verifier's trust anchors in ClientHello (section 4.3.4), in plaintext, so that a server with
         * several certificates can choose; off by default. Of use where the anchors are few.
         */
        public Builder sendAuthorities(boolean on) {
            sendAuthorities = on;
            return this;
        }

        /** Whether to offer that the server asks for a certificate after the handshake (section 4.3.6); off by default. */
        public Builder postHandshakeAuthentication(boolean on) {
            postHandshakeAuthentication = on;
            return this;
        }

        /** Whether to list values that mean nothing, so that servers stay tolerant (RFC 8701); on by default. */
        public Builder grease(boolean on) {
            grease = on;
            return this;
        }

        /** Whether to shuffle the extensions, so that nobody relies on their order; on by default. */
        public Builder permuteExtensions(boolean on) {
            permuteExtensions = on;
            return this;
        }

        /**
         * Keeps the server's tickets in {@code cache} and resumes with them; by default tickets are ignored. One cache may serve many
         * configurations: those that trust otherwise do not find each other's sessions.
         */
        public Builder sessionCache(SessionCache cache) {
            sessionCache = cache;
            return this;
        }

        /**
         * Keeps tickets apart from those of other partitions, such as those of another user: whoever offers a ticket can be recognised
         * by it (appendix C.4). Empty by default.
         */
        public Builder sessionPartition(String partition) {
            sessionPartition = partition;
            return this;
        }

        /**
         * Asks for so many tickets (RFC 9149); by default the server decides.
         *
         * @param afterFull 0 to 255, after a full handshake
         * @param afterResumption 0 to 255, after a resumption
         */
        public Builder ticketRequest(int afterFull, int afterResumption) {
            if (Math.min(afterFull, afterResumption) < 0 || Math.max(afterFull, afterResumption) > 255) {
                throw new IllegalArgumentException("0 to 255 tickets can be asked for");
            }
            ticketRequest = Optional.of(new TicketRequest.ClientHello(afterFull, afterResumption));
            return this;
        }

        /** The keys that were provisioned outside of TLS, in order of preference; none by default. */
        public Builder externalPsks(List<ExternalPsk> keys) {
            externalPsks = List.copyOf(keys);
            return this;
        }

        /**
         * Whether to offer early data (0-RTT) wherever a ticket or an external key allows it; off by default. The application then sends
         * what may be replayed with {@code TlsConnection.sealEarly}, and only that.
         */
        public Builder earlyData(boolean on) {
            earlyData = on;
            return this;
        }

        /**
         * The configuration.
         *
         * @throws IllegalStateException if it is to use nothing but keys, and has none
         */
        public ClientConfig build() {
            if (pskOnly && !resumes() && externalPsks.isEmpty()) {
                throw new IllegalStateException("a client that uses nothing but PSKs needs some, or a session cache");
            }
            return new ClientConfig(this);
        }

        @Override
        boolean resumes() {
            return !sessionCache.equals(SessionCache.none());
        }

        @Override
        Bytes sessionBinding() {
            return SessionBinding.of(crypto, List.of("client"), List.of(basis(verifier), credentialsBasis()));
        }

        /** The most wanted group, and if that is a hybrid, the most wanted one that an older server has too. */
        private static List<NamedGroup> likely(List<NamedGroup> groups) {
            NamedGroup first = groups.getFirst();
            return groups.stream()
                    .filter(group -> group.equals(first) || !isPostQuantum(group))
                    .limit(isPostQuantum(first) ? 2 : 1)
                    .toList();
        }

        private static boolean isPostQuantum(NamedGroup group) {
            return group.equals(NamedGroup.X25519MLKEM768)
                    || group.equals(NamedGroup.SECP256R1MLKEM768)
                    || group.equals(NamedGroup.SECP384R1MLKEM1024)
                    || group.equals(NamedGroup.MLKEM512)
                    || group.equals(NamedGroup.MLKEM768)
                    || group.equals(NamedGroup.MLKEM1024);
        }
    }
}
