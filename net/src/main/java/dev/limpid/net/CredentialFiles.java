// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.alert.ViolationException;
import dev.limpid.identity.Credential;
import dev.limpid.net.StoreFile.Format;
import dev.limpid.wire.Bytes;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Credentials from files and stores. Formats are recognized by their content, not by the file's name. What cannot be used is
 * a {@link StoreException} that says why and what to do. Thread-safe: nothing is kept.
 */
public final class CredentialFiles {
    private CredentialFiles() {}

    /**
     * A credential from a file of certificates and a file with the private key, in PEM or DER; the two may be the same file. The
     * certificates may come in any order: the one that the key belongs to is found and put first, its issuers after it.
     *
     * @param passwords asked if the key is encrypted
     * @throws StoreException if they cannot be read, or the key belongs to none of the certificates
     */
    public static Credential pem(Path certificates, Path key, PasswordSource passwords) {
        StoreFile chainFile = StoreFile.read(certificates);
        List<Bytes> chain = CertificateFile.certificates(chainFile);
        PrivateKey privateKey = KeyFile.privateKey(StoreFile.read(key), passwords);
        return ChainOrder.credential(chainFile.source(), key.toString(), chain, privateKey);
    }

    /** As {@link #pem(Path, Path, PasswordSource)} for a key that is not encrypted. */
    public static Credential pem(Path certificates, Path key) {
        return pem(certificates, key, PasswordSource.NONE);
    }

    /**
     * The credential of a store in PKCS#12 or JKS that holds exactly one private key.
     *
     * @throws StoreException if it cannot be read, or holds none or several
     */
    public static Credential keyStore(Path file, PasswordSource passwords) {
        return KeyStoreFile.credential(file, passwords, KeyStoreFile::onlyAlias);
    }

    /** The credential of a store in PKCS#12 or JKS under {@code alias}. */
    public static Credential keyStore(Path file, String alias, PasswordSource passwords) {
        return KeyStoreFile.credential(file, passwords, (source, store) -> alias);
    }

    /**
     * The credential under {@code alias} of a store that is loaded already, of whatever kind: a token's key stays in the token.
     *
     * @param password of the key; stays the caller's
     */
    public static Credential keyStore(KeyStore store, String alias, char[] password) {
        return KeyStoreFile.credential("key store", store, alias, password);
    }

    /**
     * A raw public key (RFC 7250) from a file with the block PUBLIC KEY in PEM and a file with the private key, in PEM or DER; the two may
     * be the same file.
     *
     * @param passwords asked if the private key is encrypted
     * @throws StoreException if they cannot be read, or do not belong together
     */
    public static Credential rawKey(Path publicKey, Path key, PasswordSource passwords) {
        Bytes subjectPublicKeyInfo = PublicKeyFile.onlyKey(publicKey);
        PrivateKey privateKey = KeyFile.privateKey(StoreFile.read(key), passwords);
        String source = publicKey.toString();
        try {
            return Credential.ofRawKey(source, subjectPublicKeyInfo, privateKey);
        } catch (ViolationException | IllegalArgumentException problem) {
            throw unusable(source, problem);
        }
    }

    /**
     * The raw public keys in a file of PEM, each a SubjectPublicKeyInfo in DER, for
     * {@link dev.limpid.identity.RawKeyVerifier#accepting}.
     *
     * @throws StoreException if it cannot be read, or has none
     */
    public static List<Bytes> publicKeys(Path file) {
        return PublicKeyFile.publicKeys(file);
    }

    /**
     * The signed certificate timestamps in a file, for {@link Credential#withTimestamps}: a SignedCertificateTimestampList (RFC 6962
     * section 3.3) as TLS sends it.
     *
     * @throws StoreException if it cannot be read, or is something else
     */
    public static List<Bytes> timestamps(Path file) {
        return TimestampFile.timestamps(file);
    }

    /** A credential from any JCA key and its certificates, the key's own first. */
    public static Credential of(String alias, PrivateKey key, List<X509Certificate> chain) {
        return ChainOrder.credential(alias, alias, KeyStoreFile.encoded(alias, chain), key);
    }

    /** One file that holds both: a store with one key, or PEM with certificates and key. */
    public static Credential load(Path file, PasswordSource passwords) {
        Format format = StoreFile.read(file).format();
        return format == Format.PKCS12 || format == Format.JKS ? keyStore(file, passwords) : pem(file, file, passwords);
    }

    static StoreException unusable(String source, RuntimeException cause) {
        String problem = cause instanceof ViolationException violation ? violation.detail() : cause.getMessage();
        String prefix = source + ": ";
        String text = String.valueOf(problem);
        return new StoreException(source, text.startsWith(prefix) ? text.substring(prefix.length()) : text, "");
    }
}
