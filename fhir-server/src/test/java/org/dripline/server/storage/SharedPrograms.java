// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * PostgreSQL's programs, unpacked once for all the data folders of the tests: that takes a fifth of a first start's
 * processor time. {@link EmbeddedPostgresIT} unpacks them as a clinic's first start does.
 */
public final class SharedPrograms {

    private static final Path SHARED = Path.of("target", "it-programs");

    private SharedPrograms() {}

    /** Puts a link to them into a data folder, which is made when it is absent. @return the folder */
    public static synchronized Path in(Path dataDir) {
        try {
            Files.createDirectories(SHARED);
            Path programs = Path.of(PostgresBinaries.under(SHARED).program("initdb"))
                    .resolve("../..")
                    .normalize()
                    .toAbsolutePath();
            Path link = Files.createDirectories(dataDir).resolve(programs.getFileName());
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, programs);
            }
            return dataDir;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
