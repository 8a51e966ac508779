// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.storage;

/** Opens schemas of our own in the product's database; whoever opens one closes it. */
public final class OwnSchemas {

    private final DatabaseAccess access;

    OwnSchemas(DatabaseAccess access) {
        this.access = access;
    }

    /**
     * Brings a schema up to date and opens it.
     *
     * @param schema its name; made when it is not there
     * @param migrations class-path folder of Flyway's files
     */
    public OwnSchema open(String schema, String migrations) {
        return OwnSchema.open(access, schema, migrations);
    }
}
