// SPDX-License-Identifier: Apache-2.0
/**
 * SMART App Launch 2.2 from the app's side: a host EHR on the allow-list opens the app in a frame, the app proves
 * itself with a signed assertion, and from then on one launch is one unguessable path that only the browser session
 * which launched it may open. Tokens stay here.
 */
@NullMarked
package org.dripline.app.launch;

import org.jspecify.annotations.NullMarked;
