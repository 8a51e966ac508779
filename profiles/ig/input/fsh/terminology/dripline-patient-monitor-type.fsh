ValueSet: DriplinePatientMonitorTypes
Id: dripline-patient-monitor-type
Title: "Patient monitor types"
Description: "What a device must be to count as a patient monitor, by its code in the device nomenclature."
* insert Draft
* $MDC#69965 "MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS"
