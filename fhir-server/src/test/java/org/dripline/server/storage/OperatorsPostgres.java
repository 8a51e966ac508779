// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A PostgreSQL that is not the product's own: it runs before the product starts and after it has ended. */
public final class OperatorsPostgres implements AutoCloseable {

    private final EmbeddedPostgres postgres;

    private OperatorsPostgres(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Starts one that keeps its data in the folder. */
    public static OperatorsPostgres in(Path folder) {
        return new OperatorsPostgres(EmbeddedPostgres.start(SharedPrograms.in(folder)));
    }

    /** What an operator configures. */
    public String[] settings() {
        DatabaseAccess access = postgres.access();
        return List.of(
                        "--dripline.database.url=" + access.url(),
                        "--dripline.database.username=" + access.username(),
                        "--dripline.database.password=" + access.password())
                .toArray(String[]::new);
    }

    /** The same as an operator puts it into the environment. */
    public Map<String, String> environment() {
        DatabaseAccess access = postgres.access();
        return Map.of(
                "DRIPLINE_DATABASE_URL", access.url(),
                "DRIPLINE_DATABASE_USERNAME", access.username(),
                "DRIPLINE_DATABASE_PASSWORD", access.password());
    }

    @Override
    public void close() {
        postgres.close();
    }
}
