ValueSet: DriplineRecordIssues
Id: dripline-record-issues
Title: "Dripline record issues"
Description: "What can be wrong with how a record came about."
* insert Draft
* include codes from system DriplineRecordIssueCodes
