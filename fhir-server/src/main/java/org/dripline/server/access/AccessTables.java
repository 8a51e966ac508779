// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.access;

import org.dripline.server.storage.OwnSchema;
import org.dripline.server.storage.OwnSchemas;

/** Where clients, tokens, people and launches are kept: schema {@code access}. */
public final class AccessTables {

    private static final String SCHEMA = "access";

    private AccessTables() {}

    /** The tables, brought up to date. */
    public static OwnSchema open(OwnSchemas schemas) {
        return schemas.open(SCHEMA, "org/dripline/server/access/db");
    }
}
