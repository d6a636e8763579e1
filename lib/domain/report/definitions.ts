/** What the figures of an exported report mean: whoever reads them has no page to look it up. */
export const DEFINITIONS: readonly { readonly name: string; readonly meaning: string }[] = [
  {
    name: "period",
    meaning: "Whole days in UTC up to the moment of the export; the last day is not over.",
  },
  {
    name: "availability",
    meaning:
      "M1: of the containers of a service that are wanted, the part that is up, over the measured time. Up is what runs, is not paused and has no health check or one that passes. What somebody stopped or removed is not wanted, unless the label foghorn.replicas says that it is.",
  },
  {
    name: "target",
    meaning: "The part of the wanted time in which the service is to be up, as foghorn.yaml says now.",
  },
  {
    name: "measured",
    meaning:
      "Time between two lists of containers read at most 15 s apart, in which at least one container of the service was wanted.",
  },
  {
    name: "not measured",
    meaning:
      "The rest of the period: the daemon or the host could not be read, Foghorn was not running, or the service was not there. It counts as neither good nor bad.",
  },
  {
    name: "lost",
    meaning:
      "(1 - availability) x measured: as long as if all containers of the service had been down at once.",
  },
  { name: "allowed", meaning: "(1 - target) x measured." },
  { name: "budget left", meaning: "1 - lost / allowed; below zero it is overspent." },
  {
    name: "burn rate",
    meaning:
      "Lost over wanted time in the last 1 h, 6 h or 3 d, divided by (1 - target): 1 spends the budget exactly as fast as it is allowed. Empty where less than half of that time was measured.",
  },
  {
    name: "incident",
    meaning:
      "Of the period by the moment its impact began, else was detected, else it was opened; without those that were dismissed or merged, and without SEV 4.",
  },
  {
    name: "services of an incident",
    meaning:
      "Those whose containers its symptoms name, and all that were wanted, while it lasted, on a host on which a page of it named no container.",
  },
  {
    name: "time to mitigate",
    meaning:
      "From the beginning of the impact to its end, where both are known; estimated where a person set one of the two other than from readings.",
  },
];
