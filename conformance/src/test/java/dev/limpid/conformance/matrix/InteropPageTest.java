// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.observe.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The page of docs, after all other tests of this module have run. */
@Order(Integer.MAX_VALUE)
final class InteropPageTest {
    private static final Path PAGE = Path.of("..", "docs", "interop.md");
    private static final Peer SOMEBODY = new Peer("Somebody", "1.0");

    @Test
    void leavesACellEmptyThatNobodyRan() {
        String page = new InteropPage(List.of(
                        handshake(Side.CLIENT, "x25519", "ed25519"),
                        handshake(Side.SERVER, "x25519", "ed25519"),
                        handshake(Side.SERVER, "secp256r1", "ecdsa"),
                        new Run.Tried(SOMEBODY, Side.CLIENT, Topic.ALPN, ""),
                        new Run.Tried(SOMEBODY, Side.SERVER, Topic.UNKNOWN_CA, "it says unknown_ca")))
                .markdown();
        assertThat(page)
                .contains("| Somebody | 1.0 |")
                .contains("| ALPN agreed on | C |")
                .contains("| KeyUpdate asked for by us, answered |  |")
                .contains("| unknown CA | S: it says unknown_ca |")
                .contains("| suite | secp256r1 | S |  |")
                .contains("| suite | x25519 |  | C S |");
    }

    @Test
    void isTheSameInWhateverOrderTestsRan() {
        Run one = handshake(Side.CLIENT, "x25519", "ed25519");
        Run two = new Run.Tried(SOMEBODY, Side.CLIENT, Topic.ALPN, "");
        assertThat(new InteropPage(List.of(one, two)).markdown())
                .isEqualTo(new InteropPage(List.of(two, one, two)).markdown());
    }

    @Test
    void readsBackWhatWasWrittenDown() {
        Run tried = new Run.Tried(SOMEBODY, Side.SERVER, Topic.WRONG_NAME, "it says bad_certificate");
        Run handshake = handshake(Side.CLIENT, "x25519", "ed25519");
        assertThat(Run.of(tried.line())).isEqualTo(tried);
        assertThat(Run.of(handshake.line())).isEqualTo(handshake);
    }

    @Test
    void tellsWhatTheTestsOfThisModuleRan() throws IOException {
        InteropPage page = new InteropPage(Interop.runs());
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target", "interop.md"), page.markdown());
        if ("update".equals(System.getProperty("limpid.golden"))) {
            Files.writeString(PAGE, page.markdown());
        }
        assumeTrue(
                Boolean.parseBoolean(System.getenv("LIMPID_PEERS_REQUIRED")),
                "without all peers, the page promises more than this machine can run");
        assertEveryEmptyCellHasItsReason(page);
        Set<String> promised = new TreeSet<>(rows(Files.readString(PAGE)));
        promised.removeAll(rows(page.markdown()));
        assertThat(promised).as("cells of docs/interop.md that no test ran").isEmpty();
    }

    /** All of it, or else there is a cell whose reason nobody has written down. */
    private static void assertEveryEmptyCellHasItsReason(InteropPage page) {
        List<InteropPage.EmptyCell> empty = page.emptyCells();
        assertThat(empty)
                .as("cells without a run and without a reason in EmptyCells")
                .allMatch(cell -> EmptyCells.REASONS.stream()
                        .anyMatch(reason -> reason.covers(cell.peer(), cell.side(), cell.topic())));
        for (EmptyCells.Reason reason : EmptyCells.REASONS) {
            assertThat(reason.topics())
                    .as("%s, though all of it was run", reason)
                    .anySatisfy(topic -> assertThat(empty)
                            .anyMatch(cell -> reason.covers(cell.peer(), cell.side(), topic) && cell.topic() == topic));
            for (Topic topic : reason.topics()) {
                for (String peer : reason.peers()) {
                    assertThat(reason.sides())
                            .as("%s: %s with %s was run", reason.text(), topic, peer)
                            .anyMatch(side -> !page.wasTried(peer, side, topic));
                }
            }
        }
    }

    /** Every filled cell of every table but the first, as one text with its peer, row and column. */
    private static Set<String> rows(String page) {
        Set<String> cells = new TreeSet<>();
        String section = "";
        List<String> columns = List.of();
        for (String line : page.lines().toList()) {
            Matcher title = Pattern.compile("##+ (.*)").matcher(line);
            if (title.matches()) {
                section = title.group(1);
                columns = List.of();
            } else if (line.startsWith("| ") && columns.isEmpty()) {
                columns = List.of(line.split(" *\\| *", -1));
            } else if (line.startsWith("| ") && !section.equals("Peers")) {
                List<String> values = List.of(line.split(" *\\| *", -1));
                boolean handshake = columns.contains("group");
                String row = handshake ? values.get(1) + " " + values.get(2) : values.get(1);
                for (int i = handshake ? 3 : 2; i < values.size() - 1; i++) {
                    addCell(cells, section + " / " + row + " / " + columns.get(i), values.get(i), handshake);
                }
            }
        }
        return cells;
    }

    private static void addCell(Set<String> cells, String place, String value, boolean handshake) {
        for (String part : value.split(handshake ? " " : "<br>", -1)) {
            if (!part.isEmpty()) {
                cells.add(place + " / " + part);
            }
        }
    }

    private static Run handshake(Side ours, String group, String scheme) {
        return new Run.Handshake(SOMEBODY, ours, "suite", group, scheme);
    }
}
