// SPDX-License-Identifier: Apache-2.0
/**
 * IHE PCD-01 and PCD-10 messages read top to bottom into plain records. What a metric code means is data
 * ({@code metrics.csv}); how a message is walked is Java.
 */
@NullMarked
package org.dripline.routes.pcd;

import org.jspecify.annotations.NullMarked;
