// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

/** The last reading of each vital sign, with its age. */
public record CurrentVitals(
        Current<VitalSign.BloodPressure> bloodPressure,
        Current<VitalSign.HeartRate> heartRate,
        Current<VitalSign.OxygenSaturation> oxygenSaturation,
        Current<VitalSign.RespiratoryRate> respiratoryRate) {}
