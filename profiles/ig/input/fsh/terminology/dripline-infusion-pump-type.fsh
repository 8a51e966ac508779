ValueSet: DriplineInfusionPumpTypes
Id: dripline-infusion-pump-type
Title: "Infusion pump types"
Description: "What a device must be to count as an infusion pump, by its code in the device nomenclature."
* insert Draft
* $MDC#69984 "MDC_DEV_PUMP_INFUS"
* $MDC#69985 "MDC_DEV_PUMP_INFUS_MDS"
* $MDC#70049 "MDC_DEV_PUMP_INFUS_LVP_MDS"
* $MDC#70053 "MDC_DEV_PUMP_INFUS_SYRINGE_MDS"
* $MDC#70057 "MDC_DEV_PUMP_INFUS_PCA_MDS"
