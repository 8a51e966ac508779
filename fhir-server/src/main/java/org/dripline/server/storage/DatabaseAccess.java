// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/**
 * Where the one PostgreSQL database is and how to get in.
 *
 * @param url JDBC URL, {@code jdbc:postgresql://host:port/database}
 * @param username the role that owns the database
 * @param password its password; never logged
 */
record DatabaseAccess(String url, String username, String password) {

    /** One connection outside any pool, given up after the time-out. */
    Connection connect(Duration timeout) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", username);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", Long.toString(Math.max(1, timeout.toSeconds())));
        properties.setProperty("loginTimeout", Long.toString(Math.max(1, timeout.toSeconds())));
        return DriverManager.getConnection(url, properties);
    }

    @Override
    public String toString() {
        return "DatabaseAccess[url=" + JdbcAddress.shown(url) + ", username=" + username + "]";
    }
}
