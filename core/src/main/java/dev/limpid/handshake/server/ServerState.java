// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.handshake.State;

/** The server's states (appendix A.2), in the order of the figure. */
sealed interface ServerState extends State
        permits WaitClientHello,
                WaitSecondClientHello,
                WaitEndOfEarlyData,
                WaitCertificate,
                WaitCertificateVerify,
                WaitFinished,
                Connected,
                WaitLaterCertificateVerify,
                WaitLaterFinished {}
