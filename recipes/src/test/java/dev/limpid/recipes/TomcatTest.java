// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.nio.file.Path;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.net.SSLUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tomcat's server with HTTP/1.1 and h2: once with a context that it is given, once with its own from key store files. */
class TomcatTest {
    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector();

    @TempDir
    private Path folder;

    @BeforeEach
    void prepare() {
        tomcat.setBaseDir(folder.toString());
        tomcat.setHostname("localhost");
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setSecure(true);
        connector.setScheme("https");
        connector.setProperty("SSLEnabled", "true");
        connector.addUpgradeProtocol(new Http2Protocol());
        tomcat.setConnector(connector);
        var application = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(application, "echo", new Echo());
        application.addServletMapping("/", "echo");
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void takesAContext() throws Exception {
        // #region context
        SSLHostConfig host = new SSLHostConfig();
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setSslContext(
                SSLUtil.createSSLContext(Ingredients.server(), Ingredients.keyManager(), Ingredients.trustManager()));
        host.addCertificate(certificate);
        host.setProtocols("TLSv1.3");
        connector.addSslHostConfig(host);
        // #endregion
        visit();
    }

    @Test
    void makesItsOwnContextWhereLimpidIsRegistered() throws Exception {
        try (Registered _ = Registered.first()) {
            SSLHostConfig host = new SSLHostConfig();
            SSLHostConfigCertificate certificate =
                    new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
            certificate.setCertificateKeystoreFile(Ingredients.file(folder, "keys.p12", Ingredients.serverKeys())
                    .toString());
            certificate.setCertificateKeystorePassword(Ingredients.PASSWORD);
            host.addCertificate(certificate);
            connector.addSslHostConfig(host);
            visit();
        }
    }

    private void visit() throws Exception {
        tomcat.start();
        Guest.visit(connector.getLocalPort(), Version.HTTP_1_1);
        Guest.visit(connector.getLocalPort(), Version.HTTP_2);
    }

    private static final class Echo extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.getInputStream().transferTo(response.getOutputStream());
        }
    }
}
