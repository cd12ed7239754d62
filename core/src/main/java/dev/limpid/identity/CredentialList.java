// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.identity.CredentialChoice.Choice;
import dev.limpid.identity.CredentialChoice.NoCredential;
import dev.limpid.identity.CredentialChoice.Reason;
import dev.limpid.identity.CredentialChoice.Rejected;
import dev.limpid.observe.Side;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A fixed list of credentials and the rule of choice that {@link Credentials#of} documents. */
record CredentialList(List<Credential> credentials, boolean strictNames) implements Credentials {
    private enum NameFit {
        EXACT,
        WILDCARD,
        NONE
    }

    /** A credential against a request; the scheme is what both can, in our order. */
    private record Fit(
            Credential credential,
            NameFit name,
            Optional<SignatureScheme> scheme,
            boolean unaskedSha1,
            boolean chainAccepted,
            boolean byAuthority) {}

    private static final Comparator<Fit> BEST_FIRST = Comparator.comparing(Fit::name)
            //= R4.5.1.2-7
            .thenComparing(Fit::chainAccepted, Comparator.reverseOrder())
            .thenComparing(Fit::byAuthority, Comparator.reverseOrder());

    @Override
    public CredentialChoice choose(CredentialRequest request) {
        List<Fit> fits = credentials.stream().map(each -> fit(each, request)).toList();
        Optional<Fit> best =
                fits.stream().filter(fit -> refusal(fit, request).isEmpty()).min(BEST_FIRST);
        List<Rejected> rejected = new ArrayList<>();
        for (Fit fit : fits) {
            if (best.isEmpty() || !fit.equals(best.get())) {
                rejected.add(refusal(fit, request).orElseGet(() -> outdone(fit, best.orElseThrow())));
            }
        }
        return best.<CredentialChoice>map(
                        fit -> new Choice(fit.credential, fit.scheme.orElseThrow(), reason(fit, request), rejected))
                .orElseGet(() -> new NoCredential(closest(rejected), rejected));
    }

    @Override
    public List<CertificateType> certificateTypes() {
        return credentials.stream().map(Credential::type).distinct().toList();
    }

    @Override
    public List<String> aliases() {
        return credentials.stream().map(Credential::alias).toList();
    }

    /** Aliases and the certificates themselves: what certifies them may be renewed. */
    @Override
    public Optional<Bytes> basis() {
        return Optional.of(X509.sha256(WireWriter.encode(w -> credentials.forEach(each ->
                w.opaque16(Bytes.ofUtf8(each.alias())).opaque24(each.chain().getFirst())))));
    }

    private static Fit fit(Credential credential, CredentialRequest request) {
        Optional<SignatureScheme> scheme = credential.signatureSchemes().stream()
                .filter(request.peerSchemes()::contains)
                .findFirst();
        NameFit name = request.serverName()
                .flatMap(ServerName::parse)
                .flatMap(credential::wildcardMatch)
                .map(wildcard -> wildcard ? NameFit.WILDCARD : NameFit.EXACT)
                .orElse(NameFit.NONE);
        List<SignatureScheme> accepted = request.schemesOfCertificates();
        return new Fit(
                credential,
                name,
                scheme,
                credential.signatures().hasUnaskedSha1(accepted),
                credential.signatures().coveredBy(accepted),
                credential.signatures().issuedByOneOf(request.authorities()));
    }

    /** Why {@code fit} cannot be used at all. */
    private Optional<Rejected> refusal(Fit fit, CredentialRequest request) {
        Credential credential = fit.credential;
        if (!credential.type().equals(request.type())) {
            return rejected(
                    credential,
                    Reason.WRONG_TYPE,
                    "is " + credential.type() + ", and " + request.type() + " is wanted");
        }
        if (strictNames && request.serverName().isPresent() && fit.name == NameFit.NONE) {
            return rejected(credential, Reason.NO_NAME_MATCH, "is for " + String.join(", ", credential.names()));
        }
        if (credential.signatureSchemes().isEmpty()) {
            return rejected(credential, Reason.NO_SCHEME, "its key usage does not allow signatures");
        }
        if (fit.scheme.isEmpty()) {
            String own = credential.signatureSchemes().stream()
                    .map(SignatureScheme::toString)
                    .collect(Collectors.joining(", "));
            return rejected(
                    credential, Reason.NO_SCHEME, "its key signs with " + own + ", which the peer does not accept");
        }
        //= R4.5.1.2-5
        Optional<String> lacking = OidFilterMatch.lacking(credential.chain().getFirst(), request.oidFilters());
        if (lacking.isPresent()) {
            return rejected(credential, Reason.OID_FILTERS, lacking.get());
        }
        //= R4.5.1.2-10
        //= R4.3.3-16
        if (fit.unaskedSha1) {
            return rejected(credential, Reason.CHAIN_NOT_ACCEPTED, "its chain has a SHA-1 signature");
        }
        return Optional.empty();
    }

    /** In what {@code best} is better than {@code fit}, which could be used too. */
    private static Rejected outdone(Fit fit, Fit best) {
        String alias = fit.credential.alias();
        if (fit.name.compareTo(best.name) > 0) {
            String other = best.name == NameFit.EXACT ? "another names the server exactly" : "another is for the name";
            return new Rejected(alias, Reason.NO_NAME_MATCH, other);
        }
        if (best.chainAccepted && !fit.chainAccepted) {
            return new Rejected(
                    alias, Reason.CHAIN_NOT_ACCEPTED, "its chain is signed with what the peer does not list");
        }
        if (best.byAuthority && !fit.byAuthority) {
            return new Rejected(alias, Reason.NO_AUTHORITY, "comes from none of the authorities that the peer lists");
        }
        return new Rejected(alias, Reason.ANOTHER_PREFERRED, "fits too, but stands after the chosen one");
    }

    private static String reason(Fit fit, CredentialRequest request) {
        List<String> reasons = new ArrayList<>();
        if (request.local() == Side.SERVER) {
            reasons.add(
                    switch (fit.name) {
                        case EXACT -> "is for the name asked for";
                        case WILDCARD -> "is for the name asked for, by a wildcard";
                        case NONE ->
                            request.serverName().isPresent()
                                    ? "no certificate is for the name asked for"
                                    : "the client asked for no name";
                    });
        }
        //= R4.5.1.2-9
        if (!fit.chainAccepted) {
            reasons.add("its chain is signed with what the peer does not list, but there is no better one");
        }
        //= R4.5.1.2-4
        if (!request.authorities().isEmpty()) {
            reasons.add(
                    fit.byAuthority
                            ? "comes from an authority that the peer lists"
                            : "comes from none of the authorities that the peer lists, but there is no better one");
        }
        return reasons.isEmpty() ? "its key fits the peer's signature schemes" : String.join("; ", reasons);
    }

    /** Of several refusals the one that got furthest. */
    private static Reason closest(List<Rejected> rejected) {
        return rejected.stream()
                .map(Rejected::reason)
                .max(Comparator.naturalOrder())
                .orElse(Reason.EMPTY);
    }

    private static Optional<Rejected> rejected(Credential credential, Reason reason, String text) {
        return Optional.of(new Rejected(credential.alias(), reason, text));
    }
}
