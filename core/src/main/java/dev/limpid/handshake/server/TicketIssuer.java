// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.config.EarlyDataPolicy;
import dev.limpid.config.ServerConfig;
import dev.limpid.extension.EarlyData;
import dev.limpid.extension.Extensions;
import dev.limpid.handshake.Authentication;
import dev.limpid.handshake.TicketSource;
import dev.limpid.keyschedule.ResumptionSecret;
import dev.limpid.message.NewSessionTicket;
import dev.limpid.negotiate.ServerGreasing;
import dev.limpid.observe.Event;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.CipherSuite;
import dev.limpid.session.OriginalAuthentication;
import dev.limpid.session.Psk;
import dev.limpid.session.Session;
import dev.limpid.session.TicketTerms;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes the tickets of one connection (section 4.7.1), each with a key of its own. Thread-safe. */
final class TicketIssuer implements TicketSource {
    private static final int AGE_ADD_LENGTH = 4;

    private final ServerContext context;
    private final CipherSuite suite;
    private final dev.limpid.session.Agreement agreed;
    private final int first;
    private OriginalAuthentication client;
    private final ResumptionSecret resumption;
    private int issued;
    private boolean destroyed;

    private TicketIssuer(
            ServerContext context, Agreement agreement, OriginalAuthentication client, ResumptionSecret resumption) {
        this.context = context;
        this.suite = agreement.choice().cipherSuite();
        this.agreed = new dev.limpid.session.Agreement(
                agreement.choice().serverName(),
                agreement.choice().protocol(),
                agreement.choice().group());
        this.first = TicketPlan.count(context.config(), agreement);
        this.client = client;
        this.resumption = resumption;
    }

    /** @param resumption belongs to the issuer from now on */
    static TicketIssuer of(
            ServerContext context,
            Agreement agreement,
            Authentication client,
            List<Bytes> certificates,
            ResumptionSecret resumption) {
        Instant now = context.config().time().now();
        TicketIssuer issuer = new TicketIssuer(
                context, agreement, client.original(agreement.clientType(), certificates, now), resumption);
        if (!TicketPlan.isUseful(context.config(), agreement)) {
            issuer.destroy();
        }
        return issuer;
    }

    /** Sends those that every connection gets. */
    void sendFirst() {
        for (int count = first; count > 0; count--) {
            send();
        }
    }

    @Override
    public synchronized boolean send() {
        //= R6.1-1
        if (destroyed || context.output().isClosed()) {
            return false;
        }
        ServerConfig config = context.config();
        Duration lifetime = lifetime(config.time().now());
        if (lifetime.isZero()) {
            return false;
        }
        //= R4.7.1-14
        byte[] ageAdd = new byte[AGE_ADD_LENGTH];
        config.crypto().random(ageAdd);
        long earlyData = config.earlyData().map(EarlyDataPolicy::most).orElse(0L);
        TicketTerms terms = new TicketTerms(
                config.time().now(),
                lifetime,
                Integer.toUnsignedLong(java.nio.ByteBuffer.wrap(ageAdd).getInt()),
                earlyData);
        int number = issued++;
        Bytes nonce = WireWriter.encode(w -> w.uint32(number));
        Optional<Bytes> ticket = ticket(terms, nonce);
        ticket.ifPresent(bytes -> send(terms, nonce, bytes));
        return ticket.isPresent();
    }

    /** The client has shown who it is after the handshake: its next tickets tell that. */
    synchronized void authenticated(Authentication peer, List<Bytes> certificates) {
        client = peer.original(
                CertificateType.X509, certificates, context.config().time().now());
    }

    /** Forgets the secret: no more tickets. Does nothing the second time. */
    synchronized void destroy() {
        destroyed = true;
        resumption.destroy();
    }

    private Optional<Bytes> ticket(TicketTerms terms, Bytes nonce) {
        byte[] key = resumption.psk(nonce);
        Psk psk = Psk.of(key);
        Arrays.fill(key, (byte) 0);
        try {
            return context.config()
                    .tickets()
                    .issue(new Session(
                            suite, psk, terms, agreed, client, context.config().sessionBinding()));
        } finally {
            psk.destroy();
        }
    }

    private void send(TicketTerms terms, Bytes nonce, Bytes ticket) {
        Extensions extensions = terms.maxEarlyDataSize() == 0
                ? Extensions.NONE
                : Extensions.of(new EarlyData.NewSessionTicket(terms.maxEarlyDataSize()));
        context.output()
                .send(new NewSessionTicket(
                        terms.lifetime().toSeconds(),
                        terms.ageAdd(),
                        nonce,
                        ticket,
                        ServerGreasing.of(context.config(), extensions)));
        context.recorder()
                .record(new Event.TicketIssued(
                        terms.lifetime().toSeconds(), terms.maxEarlyDataSize(), true, "to resume this connection"));
    }

    /** Never beyond the seven days that this server or RFC 9846 gives, counted from when the client was last asked who it is. */
    private Duration lifetime(Instant now) {
        //= R4.7.1-19
        Duration left = client.remaining(now, TicketTerms.LONGEST_LIFETIME);
        Duration longest = context.config().tickets().longestLifetime();
        return longest.compareTo(left) < 0 ? longest : left.truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    }
}
