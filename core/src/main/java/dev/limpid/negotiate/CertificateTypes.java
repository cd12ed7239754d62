// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import static dev.limpid.negotiate.Rules.require;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ServerConfig;
import dev.limpid.extension.ClientCertificateType;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.ServerCertificateType;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.message.ClientHello;
import dev.limpid.message.EncryptedExtensions;
import dev.limpid.registry.CertificateType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the two Certificate messages hold: X.509 certificates, unless a raw public key was agreed on (RFC 7250).
 *
 * @param server in the server's
 * @param client in the client's; empty if a server does not ask for one
 * @param answers what EncryptedExtensions says about it
 */
public record CertificateTypes(CertificateType server, Optional<CertificateType> client, List<Extension> answers) {
    private static final List<CertificateType> X509_ONLY = List.of(CertificateType.X509);

    public CertificateTypes {
        answers = List.copyOf(answers);
    }

    /**
     * What a server chooses: the first that this side can show, or judge, of those that the client lists.
     *
     * @throws ViolationException if there is none
     */
    public static CertificateTypes of(ServerConfig config, ClientHello hello) {
        List<Extension> answers = new ArrayList<>();
        Optional<List<CertificateType>> readable = hello.extensions()
                .find(ServerCertificateType.ClientHello.class)
                .map(ServerCertificateType.ClientHello::certificateTypes);
        List<CertificateType> ours = config.credentials().certificateTypes();
        CertificateType server =
                first(readable, ours.isEmpty() ? X509_ONLY : ours).orElseThrow(() -> noneToShow(readable, ours));
        readable.ifPresent(asked -> answers.add(new ServerCertificateType.EncryptedExtensions(server)));
        Optional<CertificateType> client = client(config, hello.extensions());
        // RFC 7250 section 4.2: said only if a certificate is asked for
        if (hello.extensions().find(ClientCertificateType.ClientHello.class).isPresent()) {
            client.ifPresent(type -> answers.add(new ClientCertificateType.EncryptedExtensions(type)));
        }
        return new CertificateTypes(server, client, answers);
    }

    /**
     * What the server chose, for its client.
     *
     * @throws ViolationException if it is not what was offered
     */
    public static CertificateTypes of(ClientOffer offer, EncryptedExtensions answer) {
        Extensions asked = offer.hello().extensions();
        Optional<CertificateType> server = answer.extensions()
                .find(ServerCertificateType.EncryptedExtensions.class)
                .map(ServerCertificateType.EncryptedExtensions::certificateType);
        Optional<CertificateType> client = answer.extensions()
                .find(ClientCertificateType.EncryptedExtensions.class)
                .map(ClientCertificateType.EncryptedExtensions::certificateType);
        server.ifPresent(chosen -> requireOffered(
                chosen,
                asked.find(ServerCertificateType.ClientHello.class)
                        .map(ServerCertificateType.ClientHello::certificateTypes)));
        client.ifPresent(chosen -> requireOffered(
                chosen,
                asked.find(ClientCertificateType.ClientHello.class)
                        .map(ClientCertificateType.ClientHello::certificateTypes)));
        return new CertificateTypes(
                server.orElse(CertificateType.X509), Optional.of(client.orElse(CertificateType.X509)), List.of());
    }

    /** What a client offers; nothing where it can only do what everybody does (RFC 7250 section 4.1). */
    static List<Extension> offers(List<CertificateType> shown, List<CertificateType> judged) {
        List<Extension> offers = new ArrayList<>();
        if (!shown.isEmpty() && !shown.equals(X509_ONLY)) {
            offers.add(new ClientCertificateType.ClientHello(shown));
        }
        if (!judged.equals(X509_ONLY)) {
            offers.add(new ServerCertificateType.ClientHello(judged));
        }
        return offers;
    }

    private static Optional<CertificateType> client(ServerConfig config, Extensions hello) {
        if (config.clientAuthentication() == ClientAuthentication.NONE) {
            return Optional.empty();
        }
        Optional<List<CertificateType>> shown = hello.find(ClientCertificateType.ClientHello.class)
                .map(ClientCertificateType.ClientHello::certificateTypes);
        PeerVerifier verifier = config.clientVerifier().orElseThrow();
        Optional<CertificateType> type = first(shown, verifier.certificateTypes());
        if (type.isEmpty() && config.clientAuthentication() == ClientAuthentication.NEED) {
            throw none("of the client", shown, verifier.certificateTypes());
        }
        return type;
    }

    private static Optional<CertificateType> first(Optional<List<CertificateType>> theirs, List<CertificateType> ours) {
        return ours.stream().filter(theirs.orElse(X509_ONLY)::contains).findFirst();
    }

    /** What is said is one of the list (RFC 7250 section 4.2), the default one too; that one may also be left unsaid. */
    private static void requireOffered(CertificateType chosen, Optional<List<CertificateType>> offered) {
        //= R4.5.1-14
        require(
                offered.orElse(List.of()).contains(chosen),
                Violation.SELECTED_UNOFFERED_CERTIFICATE_TYPE,
                chosen.toString());
    }

    /** RFC 7250 section 4.2 has an alert of its own only for clients that list types. */
    private static ViolationException noneToShow(Optional<List<CertificateType>> listed, List<CertificateType> ours) {
        //= R4.2.1-4
        return listed.isPresent()
                ? none("of the server", listed, ours)
                : new ViolationException(
                        Violation.NO_CREDENTIALS, "the client takes " + X509_ONLY + ", this server has " + ours);
    }

    private static ViolationException none(
            String whose, Optional<List<CertificateType>> theirs, List<CertificateType> ours) {
        return new ViolationException(
                Violation.NO_COMMON_CERTIFICATE_TYPE,
                "for the certificate " + whose + " the client offers " + theirs.orElse(X509_ONLY) + ", this server has "
                        + ours);
    }
}
