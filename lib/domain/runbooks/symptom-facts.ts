import type { Symptom } from "../symptom.ts";

/** What a symptom fills into commands and prose: what it found, and where. */
export const symptomFacts = ({
  hostId,
  subject,
  facts,
}: Pick<Symptom, "hostId" | "subject" | "facts">): Readonly<Record<string, string>> => ({
  host: hostId,
  ...(subject !== "" && { container: subject }),
  ...facts,
});
