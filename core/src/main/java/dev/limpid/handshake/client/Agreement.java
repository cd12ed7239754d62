// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.negotiate.CertificateTypes;
import dev.limpid.negotiate.ClientOffer;
import java.util.Optional;

/**
 * What the two hellos and EncryptedExtensions settled.
 *
 * @param protocol the application protocol
 * @param types what the Certificate messages hold
 * @param earlyData whether the server takes early data
 */
record Agreement(ClientOffer offer, Keys keys, Optional<String> protocol, CertificateTypes types, boolean earlyData) {}
