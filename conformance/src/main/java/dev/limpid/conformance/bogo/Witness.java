// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.extension.Extensions;
import dev.limpid.extension.SignedCertificateTimestamp;
import dev.limpid.extension.StatusRequest;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateRequest;
import dev.limpid.message.ClientHello;
import dev.limpid.message.EncryptedExtensions;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.message.ServerHello;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.SecretAccess;
import dev.limpid.observe.SecretKind;
import dev.limpid.observe.Side;
import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.Bytes;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What happened on one connection, as far as flags ask for it. */
final class Witness implements Observer {
    private final Side local;
    private final SecretAccess access;
    private final Map<SecretKind, Bytes> trafficSecrets = new EnumMap<>(SecretKind.class);
    private Optional<ClientHello> clientHello = Optional.empty();
    private Optional<CertificateRequest> certificateRequest = Optional.empty();
    private PeerPapers papers = PeerPapers.NONE;
    private Optional<EncryptedExtensions> encryptedExtensions = Optional.empty();
    private final Set<ExtensionType> offered = new HashSet<>();
    private final Set<Integer> received = new HashSet<>();
    private Optional<Event.TicketIssued> ticket = Optional.empty();
    private Optional<Integer> selectedPsk = Optional.empty();
    private long sealed;
    private Optional<ServerHello> serverHello = Optional.empty();
    private boolean retried;

    Witness(Side local, SecretAccess access) {
        this.local = local;
        this.access = access;
    }

    @Override
    public void on(long nanos, Event event) {
        switch (event) {
            case Event.MessageSeen seen -> message(seen.sender(), seen.message());
            case Event.CertificateUncompressed seen when seen.sender() == local.peer() -> papers(seen.certificate());
            case Event.SignatureChecked checked
            when checked.peer() == local.peer() ->
                papers = new PeerPapers(Optional.of(checked.scheme()), papers.ocspResponse(), papers.timestamps());
            case Event.SecretDerived derived
            when isApplicationTraffic(derived.kind()) ->
                trafficSecrets.put(derived.kind(), Bytes.wrap(derived.secret().reveal(access)));
            case Event.KeysInstalled installed when installed.sender() == local -> sealed = 0;
            case Event.RecordSeen seen when seen.sender() == local && seen.epoch() == Epoch.APPLICATION -> sealed++;
            case Event.TicketIssued issued when issued.kept() -> ticket = Optional.of(issued);
            case Event.PskAccepted accepted -> selectedPsk = Optional.of(accepted.index());
            default -> {}
        }
    }

    @Override
    public boolean wantsRecords() {
        return true;
    }

    /** How many records this side has sent under its application traffic secret of now. */
    long sealed() {
        return sealed;
    }

    /** Whether the client's first ClientHello had this extension. */
    boolean offered(ExtensionType extension) {
        return offered.contains(extension);
    }

    /** Whether the peer has sent a message of this type. */
    boolean hasReceived(int type) {
        return received.contains(type);
    }

    /** The index in the client's last offer of the key that both sides use, if they use one. */
    Optional<Integer> selectedPsk() {
        return selectedPsk;
    }

    /** The last ClientHello. */
    Optional<ClientHello> clientHello() {
        return clientHello;
    }

    /** The last ServerHello. */
    Optional<ServerHello> serverHello() {
        return serverHello;
    }

    /** Whether there was a second ClientHello. */
    boolean retried() {
        return retried;
    }

    /** The server's CertificateRequest, if it asked for a certificate. */
    Optional<CertificateRequest> certificateRequest() {
        return certificateRequest;
    }

    /** What the peer showed, if it authenticated itself on this connection. */
    PeerPapers papers() {
        return papers;
    }

    /** The server's EncryptedExtensions, whoever is the server. */
    Optional<EncryptedExtensions> encryptedExtensions() {
        return encryptedExtensions;
    }

    /** The last ticket that came and is good, or went. */
    Optional<Event.TicketIssued> ticket() {
        return ticket;
    }

    /** The current application traffic secret of {@code sender}. */
    Bytes trafficSecret(Side sender) {
        SecretKind kind =
                sender == Side.CLIENT ? SecretKind.CLIENT_APPLICATION_TRAFFIC : SecretKind.SERVER_APPLICATION_TRAFFIC;
        return Objects.requireNonNull(trafficSecrets.get(kind));
    }

    private void message(Side sender, HandshakeMessage message) {
        if (sender == local.peer()) {
            received.add(message.type().code());
        }
        switch (message) {
            case EncryptedExtensions extensions -> encryptedExtensions = Optional.of(extensions);
            case Certificate certificate when sender == local.peer() -> papers(certificate);
            case ClientHello hello -> {
                retried = clientHello.isPresent();
                if (!retried) {
                    offered.addAll(hello.extensions().types());
                }
                clientHello = Optional.of(hello);
            }
            case ServerHello hello -> serverHello = Optional.of(hello);
            case CertificateRequest request -> certificateRequest = Optional.of(request);
            default -> {}
        }
    }

    private void papers(Certificate certificate) {
        if (!certificate.certificateList().isEmpty()) {
            Extensions stapled = certificate.certificateList().getFirst().extensions();
            papers = new PeerPapers(
                    Optional.empty(),
                    stapled.find(StatusRequest.OcspResponse.class)
                            .map(StatusRequest.OcspResponse::response)
                            .orElse(Bytes.EMPTY),
                    Timestamps.list(stapled.find(SignedCertificateTimestamp.Timestamps.class)
                            .map(SignedCertificateTimestamp.Timestamps::sctList)
                            .orElse(List.of())));
        }
    }

    private static boolean isApplicationTraffic(SecretKind kind) {
        return kind == SecretKind.CLIENT_APPLICATION_TRAFFIC || kind == SecretKind.SERVER_APPLICATION_TRAFFIC;
    }
}
