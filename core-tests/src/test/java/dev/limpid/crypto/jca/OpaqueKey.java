// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;

/** A private key as a token holds it: without a format or bytes, and with a provider of its own that signs with it. */
final class OpaqueKey implements PrivateKey {
    private static final long serialVersionUID = 1L;
    private static final String PROVIDER = "OpaqueKeys";

    private final transient PrivateKey hidden;

    OpaqueKey(PrivateKey hidden) {
        this.hidden = hidden;
    }

    static void install() {
        Security.addProvider(new OpaqueProvider());
    }

    static void uninstall() {
        Security.removeProvider(PROVIDER);
    }

    @Override
    public String getAlgorithm() {
        return "EC";
    }

    @Override
    @SuppressWarnings("NullAway")
    public String getFormat() {
        return null;
    }

    @Override
    public byte[] getEncoded() {
        throw new AssertionError("asked an opaque key for its bytes");
    }

    private static final class OpaqueProvider extends Provider {
        private static final long serialVersionUID = 1L;

        OpaqueProvider() {
            super(PROVIDER, "1", "a token, as far as the JCA can tell");
            put("Signature.SHA256withECDSA", OpaqueSignature.class.getName());
            put("Signature.SHA256withECDSA SupportedKeyClasses", OpaqueKey.class.getName());
        }
    }

    /** Signs inside the token. */
    public static final class OpaqueSignature extends SignatureSpi {
        private final Signature inside;

        /** Made by the JCA. */
        public OpaqueSignature() throws GeneralSecurityException {
            inside = Signature.getInstance("SHA256withECDSA", "SunEC");
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            if (!(key instanceof OpaqueKey opaque)) {
                throw new InvalidKeyException("not a key of this token");
            }
            inside.initSign(opaque.hidden);
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            throw new InvalidKeyException("a token only signs");
        }

        @Override
        protected void engineUpdate(byte b) throws SignatureException {
            inside.update(b);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
            inside.update(bytes, offset, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            return inside.sign();
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return false;
        }

        @Deprecated
        @Override
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Deprecated
        @Override
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
