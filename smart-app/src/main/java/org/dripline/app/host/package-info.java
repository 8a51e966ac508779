// SPDX-License-Identifier: Apache-2.0
/**
 * What the app asks other FHIR servers for: the patient and encounter of the host EHR with the launch's own token, the
 * host's colours, and our own Patient that carries the same medical record number. Every answer is a typed
 * {@link org.dripline.app.host.Reading}; nothing here knows about pages.
 */
@NullMarked
package org.dripline.app.host;

import org.jspecify.annotations.NullMarked;
