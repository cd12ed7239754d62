// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.crypto.PrivateShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.keyschedule.Derivation;
import dev.limpid.keyschedule.EarlySecret;
import dev.limpid.keyschedule.HandshakeSecret;
import dev.limpid.keyschedule.TrafficSecret;
import dev.limpid.negotiate.ClientOffer;
import dev.limpid.negotiate.KnownPsk;
import dev.limpid.negotiate.ServerAnswer;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.wire.Bytes;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the key establishment yielded: the handshake secret and its two traffic secrets.
 *
 * @param group of the key exchange; empty if the PSK is the only secret
 * @param psk the key that the server selected
 */
record Keys(
        CipherSuite suite,
        Optional<NamedGroup> group,
        Optional<SelectedKey> psk,
        HandshakeSecret secret,
        TrafficSecret client,
        TrafficSecret server) {
    /** The {@code index}th key of our offer. */
    record SelectedKey(int index, KnownPsk key) {}

    /** The keys that {@code answer} makes of our offer; the early secrets are used up. */
    static Keys establish(
            ClientContext context,
            ClientOffer offer,
            ServerAnswer answer,
            Map<NamedGroup, PrivateShare> shares,
            OfferedKeys offered) {
        EarlySecret early = answer.psk()
                .map(index -> offered.select(offer.psks().get(index)))
                .orElseGet(() -> withoutPsk(context, answer.cipherSuite()));
        offered.destroy();
        HandshakeSecret secret = answer.share()
                .map(share -> early.handshakeSecret(
                        Objects.requireNonNull(shares.get(share.group())).decapsulate(share.keyExchange())))
                .orElseGet(early::handshakeSecretOfPskAlone);
        Bytes hash = context.transcript().hash();
        return new Keys(
                answer.cipherSuite(),
                answer.share().map(KeyShareEntry::group),
                answer.psk()
                        .map(index ->
                                new SelectedKey(index, offer.psks().get(index).key())),
                secret,
                secret.clientTraffic(hash),
                secret.serverTraffic(hash));
    }

    private static EarlySecret withoutPsk(ClientContext context, CipherSuite suite) {
        return EarlySecret.withoutPsk(
                new Derivation(context.config().crypto(), suite.hash().orElseThrow(), context.recorder()));
    }

    /** Whether the server selected the first key of our offer, which early data goes with. */
    boolean isFirstPsk() {
        return psk.filter(selected -> selected.index() == 0).isPresent();
    }

    void destroy() {
        secret.destroy();
        client.destroy();
        server.destroy();
    }
}
