// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.storage;

import java.nio.file.Path;
import java.util.List;

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

    @Override
    public void close() {
        postgres.close();
    }
}
