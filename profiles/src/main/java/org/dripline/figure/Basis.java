// SPDX-License-Identifier: Apache-2.0
package org.dripline.figure;

/**
 * A number somebody signs for and a figure was compared with.
 *
 * @param code such as {@code attention-spo2}
 * @param value with its unit, as printed
 * @param source the guideline or the reason, in words
 * @param draft true until a clinician has signed it
 */
public record Basis(String code, String value, String source, boolean draft) {}
