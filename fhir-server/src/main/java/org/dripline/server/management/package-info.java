// SPDX-License-Identifier: Apache-2.0
/** Who may reach the management port: monitoring with the token of the data folder, people for what they do there. */
@NullMarked
package org.dripline.server.management;

import org.jspecify.annotations.NullMarked;
