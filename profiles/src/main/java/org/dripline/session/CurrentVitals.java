// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

/**
 * The last reading of each vital sign, with its age.
 *
 * @param partialPressure the last half of a pressure, which may be newer than the last whole one
 */
public record CurrentVitals(
        Current<VitalSign.BloodPressure> bloodPressure,
        Current<VitalSign.PartialPressure> partialPressure,
        Current<VitalSign.HeartRate> heartRate,
        Current<VitalSign.OxygenSaturation> oxygenSaturation,
        Current<VitalSign.RespiratoryRate> respiratoryRate) {}
