// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import java.util.List;

/**
 * Every rule, in the order in which they are asked; the first that has an answer gives it. What is nearest to the cause comes first:
 * the tool's own trouble, the peer's certificates, the negotiation, then alerts that name no cause, then silence.
 */
final class Rules {
    static final List<Rule> IN_ORDER = List.of(
            new NotReached(),
            new NotTls(),
            new KeysDiffer(),
            new TimeWrong(),
            new ChainIncomplete(),
            new AnchorUnknown(),
            new NameMismatch(),
            new Revoked(),
            new WrongPurpose(),
            new PathTooLong(),
            new WeakAlgorithm(),
            new RawKeyUnknown(),
            new CertificateBroken(),
            new CertificateTooLarge(),
            new ClientCertificateNotSent(),
            new ClientCertificateRequired(),
            new ClientIntermediateMissing(),
            new ClientCertificateRejected(),
            new VersionMismatch(),
            new PssMissing(),
            new NothingInCommon(),
            new ServerNameRefused(),
            new AlpnMismatch(),
            new CertificateDistrusted(),
            new AlertWithoutKeys(),
            new HandshakeFailureAlert(),
            new OtherAlert(),
            new CompatibilityBroken(),
            new RecordBroken(),
            new KeyUpdateBroken(),
            new OtherViolation(),
            new ClientCertificateNotRequested(),
            new TimedOut(),
            new EndedWithoutAlert(),
            new HalfClosed(),
            new EndedLater(),
            new AllWell(),
            new Unexplained());

    /** What is worth knowing of a connection that stands: all that have something to say. */
    static final List<Rule> FINDINGS = List.of(
            new TrustsAll(), new NameUnchecked(), new EarlyDataRejected(), new ResumptionMissed(), new Retried());

    private Rules() {}
}
