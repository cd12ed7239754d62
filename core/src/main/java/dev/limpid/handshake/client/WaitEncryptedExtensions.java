// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.config.ClientConfig;
import dev.limpid.handshake.Authentication;
import dev.limpid.handshake.Received;
import dev.limpid.handshake.Transition;
import dev.limpid.message.EncryptedExtensions;
import dev.limpid.negotiate.CertificateTypes;
import dev.limpid.negotiate.ClientOffer;
import dev.limpid.negotiate.RecordSizeAgreement;
import dev.limpid.negotiate.ServerAnswer;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Choice.Subject;
import dev.limpid.observe.EarlyDataAnswer;
import dev.limpid.registry.ExtensionType;
import java.util.Optional;

/** WAIT_EE: the server's first message under keys must be EncryptedExtensions (section 4.4.1). */
record WaitEncryptedExtensions(ClientContext context, ClientOffer offer, Keys keys) implements ClientState {
    @Override
    public String name() {
        return "WAIT_EE";
    }

    @Override
    public Transition receive(Received received) {
        if (!(received.message() instanceof EncryptedExtensions extensions)) {
            throw received.unexpected(this);
        }
        Optional<String> protocol = ServerAnswer.protocol(offer, extensions);
        protocol.ifPresent(name -> context.report(Choice.of(Subject.ALPN, name, "the server selected it")));
        RecordSizeAgreement sizes = RecordSizeAgreement.answered(context.config(), extensions);
        sizes.choice().ifPresent(context::report);
        context.output().limitRecords(sizes.sizes());
        CertificateTypes types = CertificateTypes.of(offer, extensions);
        boolean earlyData = extensions.extensions().contains(ExtensionType.EARLY_DATA);
        if (earlyData) {
            EarlyDataOffer.accepted(context, keys, protocol);
        } else if (offer.offersEarlyData() && keys.isFirstPsk()) {
            EarlyDataOffer.refused(context, EarlyDataAnswer.TICKET_ALONE);
            context.output().install(keys.client(), keys.suite());
        }
        context.transcript().accept(received);
        return Transition.to(next(new Agreement(offer, keys, protocol, types, earlyData)));
    }

    /** With a PSK the server shows no certificate: that it has the key is in its Finished. */
    private ClientState next(Agreement agreement) {
        if (keys.psk().isEmpty()) {
            return new WaitCertificateOrRequest(context, agreement);
        }
        ClientConfig config = context.config();
        Authentication.ByPsk server = Authentication.ByPsk.of(
                keys.psk().get().key(), config.crypto(), config.time().now());
        return new WaitFinished(
                context, agreement, Optional.empty(), server, server.original().certificates());
    }

    @Override
    public void destroy() {
        keys.destroy();
    }
}
