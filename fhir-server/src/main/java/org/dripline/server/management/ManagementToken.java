// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.management;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.dripline.server.access.OwnerOnlyFile;

/**
 * The token of the file {@value #FILE} in the data folder, made at the first start, shown as a bearer token (RFC 6750,
 * section 2.1). It says that somebody of this machine asks, not who.
 */
final class ManagementToken {

    /** Name of the file. Whoever may read it may read the journal. */
    static final String FILE = "management-token";

    private final byte[] token;

    ManagementToken(Path dataDirectory) {
        this.token = tokenIn(dataDirectory.resolve(FILE)).getBytes(StandardCharsets.UTF_8);
    }

    private static String tokenIn(Path file) {
        try {
            if (Files.exists(file)) {
                String token = Files.readString(file).strip();
                if (!token.isEmpty()) {
                    return token;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        String made = OwnerOnlyFile.random();
        OwnerOnlyFile.write(file, made + "\n");
        return made;
    }

    /** Whether this is it. */
    boolean is(String shown) {
        return MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.UTF_8));
    }
}
