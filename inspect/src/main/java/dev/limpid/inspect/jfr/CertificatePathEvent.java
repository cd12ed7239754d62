// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timestamp;

/** The verdict about the certificates of a peer. */
@Name("limpid.CertificatePath")
@Label("TLS Certificate Path")
@Description("The verdict about the certificates of a peer.")
@Category("TLS")
@StackTrace(false)
final class CertificatePathEvent extends Event {
    @Label("Role")
    String role = "";

    @Label("Peer")
    String peer = "";

    @Label("Expected Name")
    String expectedName = "";

    @Label("Subject")
    String subject = "";

    @Label("Issuer")
    String issuer = "";

    @Label("Not After")
    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    long notAfter;

    @Label("Certificates")
    int links;

    @Label("Accepted")
    boolean accepted;

    @Label("Code")
    String code = "";
}
