// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.testkit.Lab;
import dev.limpid.testkit.TestOcsp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The flags about records, certificates and cookies, each over a real connection between the two commands. */
@Timeout(180)
class RecordFlagsTest {
    @TempDir
    Path temp;

    @Test
    void keepsRecordsAsShortAsEitherSideWants() throws Exception {
        try (Served served = Served.limpid(folder().toString(), "--record-size", "2000")) {
            Ran ran = connect(served, "--get", "/big.bin", "--record-size", "500", "-vv", "--ndjson");
            assertThat(ran.code()).as(ran.all()).isZero();
            assertThat(longestContent(ran)).isEqualTo(500);
            Ran told = connect(served, "--get", "/big.bin");
            assertThat(told.out()).contains("takes records of ≤ 2000 B");
        }
    }

    @Test
    void hidesHowLongTheContentIs() throws Exception {
        try (Served served = Served.limpid(folder().toString(), "--pad", "full")) {
            Ran ran = connect(served, "--get", "/a.txt", "-vv");
            assertThat(ran.code()).as(ran.all()).isZero();
            assertThat(ran.out()).contains("16406 B, content");
        }
    }

    @Test
    void startsWithShortRecords() throws Exception {
        try (Served served = Served.limpid(folder().toString(), "--ramp")) {
            Ran ran = connect(served, "--get", "/big.bin", "-vv", "--ndjson");
            assertThat(ran.code()).as(ran.all()).isZero();
            assertThat(ran.out()).contains("\"content_bytes\":1350}").contains("\"content_bytes\":16384}");
        }
    }

    @Test
    void changesKeysAfterSoManyRecords() throws Exception {
        try (Served served = Served.limpid(folder().toString(), "--key-update-every", "6", "--record-size", "2000")) {
            Ran ran = connect(served, "--get", "/big.bin");
            assertThat(ran.code()).as(ran.all()).isZero();
            assertThat(ran.out()).contains("server app traffic 2", "KeyUpdate");
        }
    }

    @Test
    void compressesCertificatesIfBothSidesWantIt() throws Exception {
        try (Served served = Served.limpid("--compress", "zlib")) {
            Ran both = connect(served, "--compress", "zlib");
            assertThat(both.code()).as(both.all()).isZero();
            assertThat(both.out()).contains("CompressedCertificate", "with zlib", "bytes instead of");
            assertThat(connect(served).out()).doesNotContain("CompressedCertificate");
        }
    }

    @Test
    void keepsNothingOfAClientThatIsSentACookie() throws Exception {
        try (Served served = Served.limpid("--cookie")) {
            Ran ran = connect(served, "--get", "/", "--fail");
            assertThat(ran.code()).as(ran.all()).isZero();
            assertThat(ran.out())
                    .contains("HelloRetryRequest", "the server wanted its")
                    .doesNotContain("had no key share");
        }
    }

    @Test
    void staplesWhatTheCaSaysAndCountsIt() throws Exception {
        Instant now = Instant.now();
        Path good = response(
                "good.der", TestOcsp.about(Lab.SHOP, now).valid(now, Optional.of(now.plus(Duration.ofDays(1)))));
        Path bad = response("bad.der", TestOcsp.about(Lab.SHOP, now).revoked(now.minus(Duration.ofDays(1))));
        try (Served served = shop(good)) {
            Ran ran = shopping(served);
            assertThat(ran.code()).as(ran.all()).isZero();
            assertThat(ran.out()).contains("OCSP stapled", "✔ revocation");
            assertThat(shopping(served, "--ocsp", "no").out()).doesNotContain("stapled");
            Files.copy(bad, good, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertThat(shopping(served).code()).isEqualTo(34);
            Files.delete(good);
            assertThat(shopping(served).code()).as("the last response stays").isEqualTo(34);
            response("good.der", TestOcsp.about(Lab.SHOP, now).valid(now, Optional.of(now.plus(Duration.ofDays(1)))));
            assertThat(shopping(served).code()).isZero();
        }
    }

    @Test
    void greasesTheHelloUnlessToldNotTo() throws Exception {
        try (Served served = Served.limpid()) {
            String grease = "0x[0-9a-f]a[0-9a-f]a";
            assertThat(connect(served, "-vv").out().lines())
                    .anyMatch(line -> line.matches("(?i).*grease.*|.*" + grease + ".*"));
            assertThat(connect(served, "-vv", "--no-grease").out().lines())
                    .noneMatch(line -> line.matches("(?i).*grease.*"));
        }
    }

    private Path response(String name, TestOcsp ocsp) throws IOException {
        return Files.write(temp.resolve(name), ocsp.issue().toArray());
    }

    private Served shop(Path ocsp) throws IOException {
        Path chain = Files.writeString(temp.resolve("shop.pem"), Lab.SHOP.chainPem());
        Path key = Files.writeString(temp.resolve("shop.key"), Lab.SHOP.keyPem());
        return Served.limpid("--cert", chain.toString(), "--key", key.toString(), "--ocsp", ocsp.toString());
    }

    private Ran shopping(Served served, String... options) throws IOException {
        Path root = Files.writeString(temp.resolve("root.pem"), Lab.ROOT.pem());
        String[] all = {"connect", "shop.lab", "--connect-to", "127.0.0.1:" + served.port(), "--cacert", root.toString()
        };
        String[] command = Arrays.copyOf(all, all.length + options.length);
        System.arraycopy(options, 0, command, all.length, options.length);
        return Ran.limpid(command);
    }

    private Path folder() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("site"));
        Files.writeString(folder.resolve("a.txt"), "hello\n");
        Files.write(folder.resolve("big.bin"), new byte[200_000]);
        return folder;
    }

    private static int longestContent(Ran ran) {
        Matcher records = Pattern.compile("tls:record_received.*application_data.*\"content_bytes\":([0-9]+)")
                .matcher(ran.out());
        return records.results()
                .mapToInt(r -> Integer.parseInt(r.group(1)))
                .max()
                .orElse(0);
    }

    private static Ran connect(Served served, String... options) {
        String[] all = Arrays.copyOf(
                new String[] {"connect", served.address(), "--cacert", served.root()}, 4 + options.length);
        System.arraycopy(options, 0, all, 4, options.length);
        return Ran.limpid(all);
    }
}
