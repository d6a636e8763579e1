import type { Complaint } from "./finding.ts";
import type { GivenSettings } from "./given-settings.ts";

/** Looks at one setting that is given; undefined where nothing is wrong with it. */
export interface ValueCheck {
  readonly key: string;
  readonly check: (given: GivenSettings, major: number | undefined) => Complaint | undefined;
}
