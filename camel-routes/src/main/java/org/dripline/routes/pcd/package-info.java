// SPDX-License-Identifier: Apache-2.0
/**
 * IHE PCD-01 and PCD-10 messages become plain records, in one pass over their segments. The meaning of a code is a row
 * of {@code metrics.csv}; only how rows relate to each other is code.
 */
@NullMarked
package org.dripline.routes.pcd;

import org.jspecify.annotations.NullMarked;
