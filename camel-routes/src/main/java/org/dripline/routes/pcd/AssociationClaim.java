// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import java.time.Instant;
import java.util.Optional;

/**
 * That a device is, or is no longer, on the patient of a message (IHE PCIM, DEV-51 and DEV-52).
 *
 * @param device PRT-10 of a participation with the role EQUIP; its kind is not said, so it is the fallback
 * @param associated OBX-5 is 198332, associated; otherwise it is 198334, no longer so
 * @param from PRT-11, else OBR-7, where it is associated; empty where it no longer is and nobody says since when it was
 * @param until PRT-12, else OBR-7, where it is no longer so; empty while it is
 * @param recorded OBR-8, else OBR-7: when it was said
 */
public record AssociationClaim(
        DeviceIdentity device, boolean associated, Optional<Instant> from, Optional<Instant> until, Instant recorded) {}
