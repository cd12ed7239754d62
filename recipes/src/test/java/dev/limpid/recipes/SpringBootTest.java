// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** A Spring Boot application: its server and its client take their keys and their trust from SSL bundles. */
class SpringBootTest {
    @TempDir
    private Path folder;

    @Test
    void serverAndClientUseBundles() throws Exception {
        Path keys = Ingredients.file(folder, "keys.p12", Ingredients.serverKeys());
        Path trusted = Ingredients.file(folder, "trusted.p12", Ingredients.trusted());
        String[] settings = {
            // #region settings
            "--spring.ssl.bundle.jks.kitchen.keystore.location=file:" + keys,
            "--spring.ssl.bundle.jks.kitchen.keystore.password=" + Ingredients.PASSWORD,
            "--spring.ssl.bundle.jks.kitchen.options.enabled-protocols=TLSv1.3",
            "--spring.ssl.bundle.jks.guest.truststore.location=file:" + trusted,
            "--spring.ssl.bundle.jks.guest.truststore.password=" + Ingredients.PASSWORD,
            "--server.ssl.bundle=kitchen",
            // #endregion
            "--server.address=127.0.0.1",
            "--server.port=0",
            "--server.http2.enabled=true",
            "--spring.main.banner-mode=off"
        };
        try (Registered _ = Registered.first();
                ConfigurableApplicationContext application = SpringApplication.run(Kitchen.class, settings)) {
            // #region client
            SSLContext context =
                    application.getBean(SslBundles.class).getBundle("guest").createSslContext();
            // #endregion
            assertThat(context.getProvider()).isSameAs(Ingredients.provider());
            int port =
                    ((WebServerApplicationContext) application).getWebServer().getPort();
            try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
                var request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/"))
                        .build();
                var response = client.send(request, BodyHandlers.ofString());
                assertThat(response.body()).isEqualTo("TLSv1.3");
                assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
                Proof.of(response.sslSession().orElseThrow());
            }
        }
    }

    /** The application. */
    @ImportAutoConfiguration({SslAutoConfiguration.class, TomcatServletWebServerAutoConfiguration.class})
    static class Kitchen {
        @Bean
        ServletContextInitializer servlet() {
            return (ServletContext context) ->
                    context.addServlet("protocol", new ProtocolServlet()).addMapping("/");
        }
    }

    private static final class ProtocolServlet extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Object protocol = request.getAttribute("jakarta.servlet.request.secure_protocol");
            response.getWriter().print(protocol);
        }
    }
}
