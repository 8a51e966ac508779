// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

/**
 * A number a clinic signs for, with where it is from.
 *
 * @param source the guideline or the reason, in words
 * @param draft true until a clinician has signed it
 */
public record Limit<T>(T value, String source, boolean draft) {}
