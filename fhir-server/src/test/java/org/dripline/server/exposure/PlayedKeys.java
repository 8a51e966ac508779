// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;

/**
 * Certificates made for a test, each in a key store {@code NAME.p12} of a folder.
 *
 * @param folder where they are
 */
record PlayedKeys(Path folder) {

    /** Of every store. */
    static final String PASSWORD = "synthetic";

    KeyStore store(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    /** A store {@code NAME-trust.p12} with the certificate of another. */
    void trust(String name, String trusted) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(trusted, store(trusted).getCertificate(trusted));
        try (var out = Files.newOutputStream(folder.resolve(name + "-trust.p12"))) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    void make(String name) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        folder.resolve(name + ".p12").toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
    }
}
