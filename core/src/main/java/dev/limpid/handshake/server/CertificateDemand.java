// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.message.CertificateRequest;
import dev.limpid.registry.CertificateType;

/** That the client was asked to show a certificate of {@code type}, and how. */
record CertificateDemand(CertificateType type, CertificateRequest request) {}
