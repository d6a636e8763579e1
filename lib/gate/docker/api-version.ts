/** The API versions this gate knows. Newer daemons are spoken to at the newest of them. */
const OLDEST = 40;
const NEWEST = 51;

export interface NegotiatedVersion {
  /** As it stands in a path: "v1.41". */
  readonly path: string;
  readonly minor: number;
  /** Older than 1.40: reading is tried, nothing is promised. */
  readonly isTooOld: boolean;
}

/** The version to speak, given what the daemon says about itself; without a word the oldest known. */
export function negotiate(daemonVersion: string | undefined): NegotiatedVersion {
  const match = /^1\.(\d{1,3})$/.exec(daemonVersion ?? "");
  const offered = match === null ? OLDEST : Number(match[1]);
  const minor = Math.min(offered, NEWEST);
  return { path: `v1.${minor}`, minor, isTooOld: minor < OLDEST };
}
