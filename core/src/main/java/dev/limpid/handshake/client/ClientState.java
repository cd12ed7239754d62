// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.handshake.State;

/** The client's states (appendix A.1), in the order of the figure. */
sealed interface ClientState extends State
        permits WaitServerHello,
                WaitEncryptedExtensions,
                WaitCertificateOrRequest,
                WaitCertificate,
                WaitCertificateVerify,
                WaitFinished,
                Connected {}
