// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

/**
 * Which device a value comes from. OBX-18 (EI: entity id, namespace, universal id, its type), else MSH-3.
 *
 * @param entityId EI.1. Of a gateway's pumps it tells them apart; they may share the universal id
 * @param namespace EI.2
 * @param universalId EI.3
 * @param universalIdType EI.4, such as {@code EUI-64}
 * @param kind from the device row (MDS) above the value, else from what it measures
 * @param typeCode MDC number of that device row; empty when there was none we know
 */
public record DeviceIdentity(
        String entityId,
        String namespace,
        String universalId,
        String universalIdType,
        DeviceKind kind,
        String typeCode) {}
