// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.limpid.negotiate.RetryCookie;
import dev.limpid.observe.Side;
import dev.limpid.session.ClientSession;
import dev.limpid.session.TicketOpening;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The seeds lead deep into Limpid. {@code -Dlimpid.seeds=update} makes them anew, when conversations have changed. */
class SeedsTest {
    private static final Path RESOURCES = Path.of("src/test/resources/dev/limpid/fuzz");

    @Test
    void areThereForEveryTarget() throws IOException, ReflectiveOperationException {
        if ("update".equals(System.getProperty("limpid.seeds"))) {
            for (Map.Entry<String, Map<String, byte[]>> target : Seeds.make().entrySet()) {
                Path folder = Files.createDirectories(folder(target.getKey()));
                for (Map.Entry<String, byte[]> seed : target.getValue().entrySet()) {
                    Files.write(folder.resolve(seed.getKey()), seed.getValue());
                }
            }
        }
        for (String target : Seeds.make().keySet()) {
            assertThat(folder(target)).as(target).isNotEmptyDirectory();
        }
    }

    @ParameterizedTest
    @EnumSource
    void leadToAnEstablishedConnection(Side side) throws IOException, ReflectiveOperationException {
        for (String name : Seeds.CHOICES.keySet()) {
            Path seed = folder(side == Side.CLIENT ? "ClientFuzzTest" : "ServerFuzzTest")
                    .resolve(name);
            Victim victim = Victim.of(side, Script.decode(Files.readAllBytes(seed)));
            assertThat(victim.wasEstablished())
                    .as("%s: %s; -Dlimpid.seeds=update makes seeds anew", name, victim)
                    .isTrue();
        }
    }

    @Test
    void leadToWhatIsRemembered() throws IOException, ReflectiveOperationException {
        byte[] ticket = Files.readAllBytes(folder("TicketFuzzTest").resolve("ticket"));
        assertThat(Remembered.TICKETS.open(Bytes.of(ticket), Remembered.NOW)).isInstanceOf(TicketOpening.Opened.class);
        byte[] cookie = Files.readAllBytes(folder("CookieFuzzTest").resolve("group"));
        assertThat(RetryCookie.open(Remembered.CRYPTO, Remembered.RETRY, Remembered.NOW, Bytes.of(cookie))
                        .group())
                .isPresent();
        byte[] session = Files.readAllBytes(folder("SessionFuzzTest").resolve("session"));
        assertThat(ClientSession.decode(session).encode()).isEqualTo(session);
    }

    @Test
    void aScriptKeepsItsLines() {
        Seeds.make()
                .get("ServerFuzzTest")
                .values()
                .forEach(seed -> assertThat(Script.decode(seed).encode()).isEqualTo(seed));
    }

    /** Where Jazzer looks for the inputs of a target. */
    private static Path folder(String target) throws ReflectiveOperationException {
        Method method = Arrays.stream(Class.forName("dev.limpid.fuzz." + target).getDeclaredMethods())
                .filter(each -> each.isAnnotationPresent(FuzzTest.class))
                .findFirst()
                .orElseThrow();
        return RESOURCES.resolve(target + "Inputs").resolve(method.getName());
    }
}
