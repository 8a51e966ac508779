// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.signin;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who may sign in.
 *
 * @param username what they type
 * @param displayName what pages show
 * @param fhirUser reference to who they are in the record, such as {@code Practitioner/p-1}; null when it does not say
 * @param administrator whether they run this server
 */
public record Person(
        String username, String displayName, @Nullable String fhirUser, boolean administrator) {}
