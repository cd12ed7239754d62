// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.Grease;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A block of extensions (RFC 9846 section 4.3): ordered, without duplicates, immutable. A block can also be
 * {@linkplain #ABSENT absent}, which hellos before TLS 1.3 may be and which is not the same bytes as an empty one.
 */
public final class Extensions implements Iterable<Extension> {
    /** A block that has no extensions. */
    public static final Extensions NONE = new Extensions(List.of(), true);

    /** No block at all, as in a hello of old. */
    public static final Extensions ABSENT = new Extensions(List.of(), false);

    private final List<Extension> list;
    private final boolean present;

    private Extensions(List<Extension> list, boolean present) {
        this.list = list;
        this.present = present;
    }

    /** These extensions in this order. @throws IllegalArgumentException if two have the same type */
    public static Extensions of(Extension... extensions) {
        return of(List.of(extensions));
    }

    /** These extensions in this order. @throws IllegalArgumentException if two have the same type */
    public static Extensions of(List<? extends Extension> extensions) {
        //= R4.3-9
        SeenTypes seen = new SeenTypes();
        for (Extension extension : extensions) {
            if (!seen.add(extension.type())) {
                throw new IllegalArgumentException("twice: " + extension.type());
            }
        }
        return extensions.isEmpty() ? NONE : new Extensions(List.copyOf(extensions), true);
    }

    /**
     * Reads the block that a message of {@code context} has at {@code reader}, its length field included.
     *
     * @throws dev.limpid.wire.DecodeException if the block or a recognised extension does not follow its syntax
     * @throws ViolationException if an extension came twice, a recognised one is not specified for {@code context}, or
     *     pre_shared_key is not the ClientHello's last
     */
    public static Extensions read(WireReader reader, ExtensionContext context) {
        checkOrder(typesAhead(reader), context);
        return read(reader, (type, body) -> ExtensionTable.decode(type, context, body));
    }

    /**
     * Reads what follows the other fields of a hello: a block, or nothing. A ServerHello or HelloRetryRequest without
     * supported_versions is not one of TLS 1.3, where other rules say what may stand in it: its extensions are kept as bytes.
     *
     * @throws dev.limpid.wire.DecodeException as {@link #read}
     * @throws ViolationException as {@link #read}
     */
    public static Extensions readHello(WireReader reader, ExtensionContext context) {
        if (reader.remaining() == 0) {
            return ABSENT;
        }
        List<ExtensionType> types = typesAhead(reader);
        checkOrder(types, context);
        //= R4.3.1-11
        if (context != ExtensionContext.CLIENT_HELLO && !types.contains(ExtensionType.SUPPORTED_VERSIONS)) {
            return read(reader, (type, body) -> new Unknown(type, body.rest()));
        }
        return read(reader, (type, body) -> ExtensionTable.decode(type, context, body));
    }

    /** Writes the block with its length field; nothing if it is {@link #ABSENT}. */
    public void write(WireWriter writer) {
        //= R4.3-1
        if (present) {
            writer.vector16(v -> v.each(
                    list, (e, extension) -> e.uint16(extension.type().code()).opaque16(extension.body())));
        }
    }

    /** Whether the message has no block at all. */
    public boolean isAbsent() {
        return !present;
    }

    /** Whether there are no extensions. */
    public boolean isEmpty() {
        return list.isEmpty();
    }

    /** The number of extensions. */
    public int size() {
        return list.size();
    }

    /** The extensions in their order. */
    public List<Extension> list() {
        return list;
    }

    /** The extensions' types in their order. */
    public List<ExtensionType> types() {
        List<ExtensionType> types = new ArrayList<>(list.size());
        for (Extension extension : list) {
            types.add(extension.type());
        }
        return List.copyOf(types);
    }

    /** The extension of this form, such as {@code KeyShare.ClientHello.class}. */
    public <E extends Extension> Optional<E> find(Class<E> form) {
        for (Extension extension : list) {
            if (form.isInstance(extension)) {
                return Optional.of(form.cast(extension));
            }
        }
        return Optional.empty();
    }

    /** The extension of this type, whatever its form. */
    public Optional<Extension> find(ExtensionType type) {
        for (Extension extension : list) {
            if (extension.type().equals(type)) {
                return Optional.of(extension);
            }
        }
        return Optional.empty();
    }

    /** Whether there is an extension of this type. */
    public boolean contains(ExtensionType type) {
        return find(type).isPresent();
    }

    /** These and {@code extension} after them. @throws IllegalArgumentException if there is one of its type */
    public Extensions with(Extension extension) {
        List<Extension> more = new ArrayList<>(list);
        more.add(extension);
        return of(more);
    }

    /** These without the one of {@code type}, if there is one. */
    public Extensions without(ExtensionType type) {
        return contains(type)
                ? of(list.stream().filter(each -> !each.type().equals(type)).toList())
                : this;
    }

    /** These with {@code extension} in the place of the one of its type. @throws IllegalArgumentException if there is none */
    public Extensions replace(Extension extension) {
        if (!contains(extension.type())) {
            throw new IllegalArgumentException("nothing to replace: " + extension.type());
        }
        return of(list.stream()
                .map(each -> each.type().equals(extension.type()) ? extension : each)
                .toList());
    }

    /**
     * The types in this block, an answer, that answer nothing in {@code request}, in their order. A cookie never counts: it is
     * the one extension that may come unasked, and {@link ExtensionTable} admits it in no other answer than HelloRetryRequest. A value of
     * RFC 8701 always counts: it was sent to be passed over.
     */
    public List<ExtensionType> unsolicited(Extensions request) {
        //= R4.3-5
        if (isEmpty()) {
            return List.of();
        }
        SeenTypes asked = new SeenTypes();
        request.list.forEach(each -> asked.add(each.type()));
        return types().stream()
                .filter(type -> (!asked.contains(type) || Grease.is(type.code())) && !type.equals(ExtensionType.COOKIE))
                .toList();
    }

    @Override
    public Iterator<Extension> iterator() {
        return list.iterator();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Extensions that && present == that.present && list.equals(that.list);
    }

    @Override
    public int hashCode() {
        return list.hashCode();
    }

    @Override
    public String toString() {
        return present
                ? list.stream().map(each -> each.type() + ": " + each).collect(Collectors.joining(", ", "{", "}"))
                : "absent";
    }

    private static Extensions read(WireReader reader, BiFunction<ExtensionType, WireReader, Extension> decoder) {
        List<Extension> list = reader.vector16(
                "extensions",
                block -> block.list(each -> {
                    ExtensionType type = new ExtensionType(each.uint16());
                    return each.vector16(type, body -> decoder.apply(type, body));
                }));
        return list.isEmpty() ? NONE : new Extensions(list, true);
    }

    /** Looks ahead, so that the rules for a whole block are checked before its parts are read. */
    private static List<ExtensionType> typesAhead(WireReader reader) {
        return reader.ahead()
                .vector16(
                        "extensions",
                        block -> block.list(each -> {
                            ExtensionType type = new ExtensionType(each.uint16());
                            each.opaque16(type, 0);
                            return type;
                        }));
    }

    private static void checkOrder(List<ExtensionType> types, ExtensionContext context) {
        SeenTypes seen = new SeenTypes();
        for (ExtensionType type : types) {
            if (!seen.add(type)) {
                //= R4.3-9
                throw new ViolationException(Violation.DUPLICATE_EXTENSION, type + " in " + context);
            }
        }
        int psk = types.indexOf(ExtensionType.PRE_SHARED_KEY);
        if (context == ExtensionContext.CLIENT_HELLO && psk >= 0 && psk != types.size() - 1) {
            //= R4.3-8
            //= R4.3.11-16
            throw new ViolationException(Violation.PSK_NOT_LAST);
        }
    }
}
