// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dripline.app.AppProperties.SigningAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * The keys by which host EHRs know us: one ES384 and one RS384, made at the first start and kept in a file that only
 * its owner may read. Hosts hold the public halves, from {@code /app/jwks}; losing the file means registering anew.
 */
final class ClientKeys {

    private static final int RSA_BITS = 3072;

    private final Path file;
    private @Nullable JWKSet keys;

    ClientKeys(Path file) {
        this.file = file;
    }

    /** The private key for an algorithm. Its {@code alg} is set, or another one of its family would be chosen. */
    JWK signingWith(SigningAlgorithm algorithm) {
        return keys().getKeys().stream()
                .filter(key -> key.getAlgorithm() != null
                        && key.getAlgorithm().getName().equals(algorithm.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(file + " holds no key for " + algorithm));
    }

    /** The public halves, as a JSON Web Key Set. */
    Map<String, Object> published() {
        return keys().toPublicJWKSet().toJSONObject(true);
    }

    /** The keys of the file, which is written first when there is none. */
    synchronized JWKSet keys() {
        if (keys == null) {
            keys = Files.exists(file) ? read() : createdOrRead();
        }
        return keys;
    }

    private JWKSet read() {
        try {
            return JWKSet.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        } catch (ParseException e) {
            // The cause may quote the file, which holds private keys.
            throw new IllegalStateException(file + " is not a JSON Web Key Set; restore it or move it away");
        }
    }

    private JWKSet createdOrRead() {
        JWKSet made = new JWKSet(List.of(
                generated("app-es384-", JWSAlgorithm.ES384, new ECKeyGenerator(Curve.P_384)),
                generated("app-rs384-", JWSAlgorithm.RS384, new RSAKeyGenerator(RSA_BITS))));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (OutputStream out = Channels.newOutputStream(Files.newByteChannel(
                    file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly()))) {
                out.write(made.toString(false).getBytes(StandardCharsets.UTF_8));
            }
            return made;
        } catch (FileAlreadyExistsException e) {
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    private static <T extends JWK> JWK generated(String prefix, JWSAlgorithm algorithm, JWKGenerator<T> generator) {
        try {
            T key = generator.keyUse(KeyUse.SIGNATURE).algorithm(algorithm).generate();
            String kid = prefix + key.computeThumbprint().toString().substring(0, 12);
            return generatedWithId(key, kid);
        } catch (JOSEException e) {
            throw new IllegalStateException("this Java cannot make a key for " + algorithm, e);
        }
    }

    private static JWK generatedWithId(JWK key, String kid) {
        Map<String, Object> json = key.toJSONObject();
        json.put("kid", kid);
        try {
            return JWK.parse(json);
        } catch (ParseException e) {
            throw new IllegalStateException("a key just made cannot be read");
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
