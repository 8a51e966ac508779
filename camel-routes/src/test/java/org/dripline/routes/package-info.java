// SPDX-License-Identifier: Apache-2.0
/**
 * What the integration tests share: the routes on a PostgreSQL of their own, a pretended FHIR server, a plain MLLP
 * socket.
 */
package org.dripline.routes;
