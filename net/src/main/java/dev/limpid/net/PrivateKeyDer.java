// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import dev.limpid.wire.DerReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Private keys in their several DER forms, all brought to PKCS#8 (RFC 5958) for JCA. */
final class PrivateKeyDer {
    private static final String RSA = "2a864886f70d010101";
    private static final String EC = "2a8648ce3d0201";
    private static final Map<String, String> ALGORITHMS = Map.of(
            RSA,
            "RSA",
            "2a864886f70d01010a",
            "RSASSA-PSS",
            EC,
            "EC",
            "2b6570",
            "Ed25519",
            "2b6571",
            "Ed448",
            "608648016503040311",
            "ML-DSA",
            "608648016503040312",
            "ML-DSA",
            "608648016503040313",
            "ML-DSA");
    private static final byte[] NULL = {0x05, 0x00};
    private static final byte[] VERSION = {0x02, 0x01, 0x00};

    private PrivateKeyDer() {}

    /** A key in PKCS#8. */
    static PrivateKey ofPkcs8(String source, String place, byte[] der) {
        String oid;
        try {
            DerReader key = DerReader.of("key", Bytes.of(der)).inside(DerReader.SEQUENCE, "sequence");
            key.skip("version");
            if (!key.nextIs(DerReader.SEQUENCE)) {
                throw new StoreException(
                        source,
                        place + ": a private key in PKCS#1 or SEC 1 without PEM around it",
                        "convert it: openssl pkey -inform DER -in " + source + " -out key.pem");
            }
            oid = key.inside(DerReader.SEQUENCE, "algorithm")
                    .content(DerReader.OID, "oid")
                    .toHex();
        } catch (DecodeException malformed) {
            throw damaged(source, place);
        }
        String algorithm = ALGORITHMS.get(oid);
        if (algorithm == null) {
            throw new StoreException(source, place + ": the key is of a kind that TLS 1.3 does not know", "");
        }
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (NoSuchAlgorithmException missing) {
            throw new StoreException(source, place + ": this JVM has no " + algorithm + " keys", "");
        } catch (GeneralSecurityException malformed) {
            throw damaged(source, place);
        }
    }

    /** An RSA key in PKCS#1 (RFC 8017 appendix A.1.2). */
    static PrivateKey ofPkcs1(String source, String place, byte[] der) {
        return wrapped(source, place, RSA, NULL, der);
    }

    /** An EC key in SEC 1 (RFC 5915); the curve may stand in a block EC PARAMETERS beside it. */
    static PrivateKey ofSec1(String source, String place, byte[] der, List<PemBlock> beside) {
        Bytes curve = Bytes.EMPTY;
        try {
            DerReader key = DerReader.of("key", Bytes.of(der)).inside(DerReader.SEQUENCE, "sequence");
            key.skip("version");
            key.skip("privateKey");
            if (key.nextIs(DerReader.context(0))) {
                curve = key.content(DerReader.context(0), "parameters");
            }
        } catch (DecodeException malformed) {
            throw damaged(source, place);
        }
        if (curve.isEmpty()) {
            curve = beside.stream()
                    .filter(block -> block.label().equals("EC PARAMETERS"))
                    .map(PemBlock::toBytes)
                    .findFirst()
                    .orElseThrow(() -> new StoreException(source, place + ": the key does not name its curve", ""));
        }
        return wrapped(source, place, EC, curve.toArray(), der);
    }

    /** A key in encrypted PKCS#8 (RFC 5958 section 3), by PBES2. */
    static PrivateKey ofEncrypted(String source, String place, byte[] der, PasswordSource passwords) {
        char[] password = passwords
                .passwordFor(source)
                .orElseThrow(() -> new StoreException(source, place + ": the key is encrypted", "give its password"));
        PBEKeySpec spec = new PBEKeySpec(password);
        byte[] clear = {};
        try {
            EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(der);
            // For PBES2 the parameters alone know the whole name, such as PBEWithHmacSHA256AndAES_256
            String algorithm = encrypted.getAlgParameters() == null
                    ? encrypted.getAlgName()
                    : encrypted.getAlgName().equals("PBES2")
                            ? encrypted.getAlgParameters().toString()
                            : encrypted.getAlgName();
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(spec),
                    encrypted.getAlgParameters());
            clear = cipher.doFinal(encrypted.getEncryptedData());
            return ofPkcs8(source, place, clear);
        } catch (BadPaddingException wrong) {
            throw new StoreException(source, place + ": the password does not open the key", "");
        } catch (NoSuchAlgorithmException | InvalidKeyException unknown) {
            throw new StoreException(
                    source,
                    place + ": the key is encrypted in a way that this JVM does not know",
                    "convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in " + source + " -out encrypted-key.pem");
        } catch (GeneralSecurityException | IOException malformed) {
            throw damaged(source, place);
        } finally {
            spec.clearPassword();
            Arrays.fill(password, '\0');
            Arrays.fill(clear, (byte) 0);
        }
    }

    private static PrivateKey wrapped(String source, String place, String oid, byte[] parameters, byte[] der) {
        byte[] algorithm = tagged(0x30, tagged(0x06, HexFormat.of().parseHex(oid)), parameters);
        byte[] key = tagged(0x04, der);
        byte[] pkcs8 = tagged(0x30, VERSION, algorithm, key);
        try {
            return ofPkcs8(source, place, pkcs8);
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 5);
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static StoreException damaged(String source, String place) {
        return new StoreException(source, place + ": the private key cannot be read", "");
    }
}
