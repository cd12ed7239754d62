// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.registry.NamedGroup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL's JDBC driver with a PostgreSQL, which speaks TLS by OpenSSL and knows its users by their certificates. */
class PostgresTest {
    private static final String USER = "postgres";

    @TempDir
    private static Path folder;

    private static int port;
    private static Program server;

    @BeforeAll
    static void start() throws Exception {
        Path initdb = Program.find("initdb", debian());
        Path data = folder.resolve("data");
        Program.give(folder, USER);
        Program.run(
                folder.resolve("initdb.log"),
                USER,
                List.of(initdb.toString(), "-D", data.toString(), "-U", "cook", "-A", "trust", "--no-sync"));
        Files.writeString(data.resolve("pg_hba.conf"), "hostssl all all 127.0.0.1/32 cert\n");
        write(data, "ca.pem", Ingredients.root().pem());
        write(data, "server.pem", Ingredients.serverCertificate().chainPem());
        write(data, "server.key", Ingredients.serverCertificate().keyPem());
        port = Program.freePort();
        String postgres = initdb.resolveSibling("postgres").toString();
        List<String> settings = List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "fsync=off",
                "ssl=on",
                "ssl_min_protocol_version=TLSv1.3",
                "ssl_ca_file=ca.pem",
                "ssl_cert_file=server.pem",
                "ssl_key_file=server.key");
        List<String> command = Stream.concat(
                        Stream.of(postgres, "-D", data.toString()),
                        settings.stream().flatMap(setting -> Stream.of("-c", setting)))
                .toList();
        server = Program.start(folder.resolve("postgres.log"), USER, command);
        server.awaitPort(port);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void connectsByASocketFactory() throws Exception {
        // #region factory
        Properties properties = new Properties();
        properties.setProperty("user", "cook");
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslfactory", PostgresSocketFactory.class.getName());
        // #endregion
        assertConnects(properties);
        // It takes no other group unless its ssl_groups or ssl_ecdh_curve says so.
        Proof.of(PostgresSocketFactory.lastSession(), NamedGroup.SECP256R1);
    }

    @Test
    void connectsByItsOwnFactoryWhereLimpidIsRegistered() throws Exception {
        try (Registered _ = Registered.first()) {
            // #region registered
            Properties properties = new Properties();
            properties.setProperty("user", "cook");
            properties.setProperty("sslmode", "verify-full");
            properties.setProperty("sslrootcert", file("root.pem"));
            properties.setProperty("sslkey", file("client.p12"));
            properties.setProperty("sslpassword", Ingredients.PASSWORD);
            // #endregion
            assertConnects(properties);
        }
    }

    @Test
    void refusesAServerOfAnotherName() {
        Properties properties = new Properties();
        properties.setProperty("user", "cook");
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslfactory", PostgresSocketFactory.class.getName());
        String unnamed = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        assertThatThrownBy(() -> DriverManager.getConnection(unnamed, properties))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("127.0.0.1");
    }

    private static void assertConnects(Properties properties) throws SQLException {
        String sql = "select s.version, repeat('x', 1000000) from pg_stat_ssl s where s.pid = pg_backend_pid()";
        try (Connection connection =
                        DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/postgres", properties);
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("TLSv1.3");
            assertThat(row.getString(2)).hasSize(1_000_000);
        }
    }

    private static String file(String name) throws Exception {
        if (name.endsWith(".pem")) {
            return Files.writeString(folder.resolve(name), Ingredients.root().pem())
                    .toString();
        }
        return Ingredients.file(folder, name, Ingredients.clientKeys()).toString();
    }

    private static void write(Path data, String name, String text) throws Exception {
        Path file = Files.writeString(data.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Program.give(file, USER);
    }

    /** Debian puts each version's programs into a folder of its own. */
    private static Path[] debian() throws Exception {
        Path all = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(all)) {
            return new Path[0];
        }
        try (Stream<Path> versions = Files.list(all)) {
            return versions.map(version -> version.resolve("bin")).toArray(Path[]::new);
        }
    }
}
