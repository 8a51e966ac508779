ValueSet: DriplineTopicCodes
Id: dripline-topic
Title: "Topics of flags and messages"
Description: "What a flag or a message can be about."
* insert Draft
* include codes from system DriplineTopics
