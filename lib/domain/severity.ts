/** page: a person is needed now. ticket: can wait for daylight. notice: worth knowing. */
export type Severity = "page" | "ticket" | "notice";

/** Of an incident, set by people; SEV1 is the worst. */
export type IncidentSeverity = "SEV1" | "SEV2" | "SEV3" | "SEV4";
