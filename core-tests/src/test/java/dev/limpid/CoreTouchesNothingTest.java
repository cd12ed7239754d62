// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What core must never do: open a socket, start a thread, log, read a system property or the clock, use reflection. */
class CoreTouchesNothingTest {

    private static final Map<String, ArchRule> RULES = Map.of(
            "sockets",
                    neverUse(
                            "java\\.net\\..*(Socket|Connection|HttpClient|URL$).*|java\\.nio\\.channels\\..*|javax\\.net\\..*"),
            "files", neverUse("java\\.io\\.(File|RandomAccessFile|Console).*|java\\.nio\\.file\\..*"),
            "threads",
                    neverUse(
                            "java\\.util\\.concurrent\\.(.*Executor.*|.*Future.*|ForkJoin.*|Flow.*)|java\\.util\\.Timer.*|java\\.lang\\.(Process.*|Thread\\$Builder.*)"),
            "new threads",
                    noClasses()
                            .should()
                            .callConstructorWhere(target(owner(assignableTo(Thread.class))))
                            .orShould()
                            .callMethod(Thread.class, "ofVirtual")
                            .orShould()
                            .callMethod(Thread.class, "startVirtualThread", Runnable.class)
                            .orShould()
                            .callMethod(Thread.class, "ofPlatform")
                            .orShould()
                            .callMethod(Thread.class, "sleep", long.class),
            "logging", neverUse("java\\.util\\.logging\\..*|java\\.lang\\.System\\$Logger.*"),
            "reflection", neverUse("java\\.lang\\.reflect\\..*|java\\.util\\.ServiceLoader.*"),
            "the clock",
                    noClasses()
                            .should()
                            .callMethod(System.class, "currentTimeMillis")
                            .orShould()
                            .callMethod(System.class, "nanoTime")
                            .orShould()
                            .callMethod(Instant.class, "now")
                            .orShould()
                            .callMethod(Clock.class, "systemUTC"),
            "system properties and streams",
                    noClasses()
                            .should()
                            .callMethod(System.class, "getProperty", String.class)
                            .orShould()
                            .callMethod(System.class, "getProperty", String.class, String.class)
                            .orShould()
                            .callMethod(System.class, "getenv", String.class)
                            .orShould()
                            .callMethod(System.class, "getLogger", String.class)
                            .orShould()
                            .callMethod(Integer.class, "getInteger", String.class)
                            .orShould()
                            .callMethod(Boolean.class, "getBoolean", String.class)
                            .orShould()
                            .accessField(System.class, "out")
                            .orShould()
                            .accessField(System.class, "err"));

    @TestFactory
    Stream<DynamicTest> coreNeverUses() {
        JavaClasses core = CoreClasses.load();
        return RULES.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> rule.getValue().allowEmptyShould(true).check(core)));
    }

    @Test
    void aClassThatDoesWouldBeFoundByEveryRule() {
        JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);

        assertThat(RULES)
                .allSatisfy((what, rule) ->
                        assertThatThrownBy(() -> rule.check(offender)).as(what).isInstanceOf(AssertionError.class));
    }

    private static ArchRule neverUse(String names) {
        return noClasses().should().dependOnClassesThat().haveNameMatching(names);
    }

    /** Does all of it, without ever being run. */
    @SuppressWarnings("unused")
    private static final class Offender {
        private static final System.Logger LOGGER = System.getLogger("offender");

        private final List<Object> held;

        Offender(java.net.Socket socket, java.nio.file.Path path, Executor executor, java.lang.reflect.Method method) {
            held = List.of(socket, path, executor, method, LOGGER);
        }

        long offend() {
            Thread thread = new Thread(held::clear);
            return System.nanoTime() + System.getProperty("offence").length() + thread.threadId();
        }
    }
}
