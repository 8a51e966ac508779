// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.dripline.server.status.StartRefused;
import org.jspecify.annotations.Nullable;

/** The database of a product that runs, for a command that is given beside it. */
public final class RunningDatabase {

    private RunningDatabase() {}

    /**
     * Reaches the operator's database where one is named, else the embedded one of a data folder.
     *
     * @throws StartRefused when nothing runs on the folder
     */
    public static OwnSchemas of(
            Path dataDir, @Nullable String url, @Nullable String username, @Nullable String password) {
        if (url != null && !url.isBlank()) {
            return new OwnSchemas(new DatabaseAccess(
                    url, Objects.requireNonNullElse(username, ""), Objects.requireNonNullElse(password, "")));
        }
        try {
            // PostgreSQL's own record; line 4 is the port.
            List<String> postmaster = Files.readAllLines(dataDir.resolve("postgres/postmaster.pid"));
            String secret =
                    Files.readString(dataDir.resolve("postgres-password")).strip();
            return new OwnSchemas(new DatabaseAccess(
                    "jdbc:postgresql://127.0.0.1:" + postmaster.get(3).strip() + "/dripline", "dripline", secret));
        } catch (IOException | IndexOutOfBoundsException notThere) {
            throw new StartRefused(
                    "No Dripline runs on the data folder " + dataDir + ": start it, or name its folder with --data.",
                    notThere);
        }
    }
}
