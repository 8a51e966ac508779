// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.storage;

/** A JDBC URL as it may be shown: PostgreSQL's driver takes user and password in the query, and others before an @. */
final class JdbcAddress {

    /** The URL without its query and without what stands before an {@code @}. */
    static String shown(String url) {
        int query = url.indexOf('?');
        String address = query < 0 ? url : url.substring(0, query);
        int start = address.indexOf("//");
        int at = address.lastIndexOf('@');
        return start >= 0 && at > start ? address.substring(0, start + 2) + address.substring(at + 1) : address;
    }

    private JdbcAddress() {}
}
