// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import dev.limpid.inspect.verdict.Diagnosis;
import dev.limpid.inspect.verdict.Verdict;
import dev.limpid.inspect.verdict.Verdict.Evidence;
import java.util.ArrayList;
import java.util.List;

/** A diagnosis as people read it: the answer in one line, then what, whose, fix and check, then the evidence. Immutable. */
public final class VerdictScreen {
    private static final int LABEL = 11;

    private final Text text;

    /** A screen for one look. */
    public VerdictScreen(Look look) {
        this.text = new Text(look);
    }

    /** The lines, without line ends. */
    public List<String> lines(Diagnosis diagnosis) {
        List<String> lines = new ArrayList<>();
        verdict(lines, diagnosis.first());
        if (!diagnosis.alternatives().isEmpty()) {
            lines.add("");
            lines.add("  it could also be");
            diagnosis.alternatives().forEach(v -> alternative(lines, v));
        }
        return lines.stream().map(text::finish).toList();
    }

    /**
     * What is worth knowing of a connection that stands, in a line each.
     *
     * @param whole with what, whose and fix
     */
    List<String> findings(Diagnosis diagnosis, boolean whole) {
        List<String> lines = new ArrayList<>();
        for (Verdict finding : diagnosis.findings()) {
            if (whole) {
                lines.add("");
                verdict(lines, finding);
            } else {
                hanging(lines, finding.isOk() ? "  · " : "✘ ", finding.code() + "   " + finding.title());
            }
        }
        return lines.stream().map(text::finish).toList();
    }

    private void verdict(List<String> lines, Verdict v) {
        headline(lines, v);
        lines.add("");
        String marks = marks(v.evidence().size());
        for (int i = 0; i < v.what().size(); i++) {
            boolean last = i == v.what().size() - 1;
            block(lines, i == 0 ? "what" : "", v.what().get(i) + (last ? marks : ""));
        }
        block(lines, "whose", v.whose());
        blocks(lines, "fix", v.fix());
        blocks(lines, "check", v.check());
        blocks(lines, "same as", v.sameAs());
        if (!v.evidence().isEmpty()) {
            lines.add("");
        }
        for (int i = 0; i < v.evidence().size(); i++) {
            Evidence evidence = v.evidence().get(i);
            String where = evidence.where().isEmpty() ? "" : "   (" + evidence.where() + ")";
            hanging(lines, "  [" + (i + 1) + "] ", evidence.text() + where);
        }
    }

    private void headline(List<String> lines, Verdict v) {
        String sign = v.isOk() ? "✔ " : "✘ ";
        String confidence = v.confidence().toString();
        String line = sign + v.code() + "   " + v.title();
        int room = text.columns() - text.width(confidence) - 2;
        if (text.width(line) <= room) {
            lines.add(text.left(line, room) + "  " + confidence);
            return;
        }
        lines.add(text.left(sign + v.code(), room) + "  " + confidence);
        text.wrap(v.title(), text.columns() - 2).forEach(l -> lines.add("  " + l));
    }

    private void alternative(List<String> lines, Verdict v) {
        lines.add("");
        lines.add("  " + v.code() + "   " + v.confidence());
        hanging(lines, "    ", v.title());
        v.what().forEach(w -> hanging(lines, "    ", w));
        listed(lines, "    fix    ", v.fix());
        listed(lines, "    probe  ", v.check());
    }

    private void listed(List<String> lines, String label, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            hanging(lines, i == 0 ? label : " ".repeat(label.length()), texts.get(i));
        }
    }

    private void blocks(List<String> lines, String label, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            block(lines, i == 0 ? label : "", texts.get(i));
        }
    }

    private void block(List<String> lines, String label, String body) {
        if (!body.isBlank()) {
            hanging(lines, text.left("  " + label, LABEL), body);
        }
    }

    private void hanging(List<String> lines, String label, String body) {
        String indent = " ".repeat(text.width(label));
        List<String> wrapped = text.wrap(body, text.columns() - text.width(label));
        for (int i = 0; i < wrapped.size(); i++) {
            lines.add((i == 0 ? label : indent) + wrapped.get(i));
        }
    }

    private static String marks(int count) {
        if (count == 0) {
            return "";
        }
        return count == 1 ? " [1]" : " [1]-[" + count + "]";
    }
}
