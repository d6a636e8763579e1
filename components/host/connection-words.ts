import type { HostDetail } from "#lib/protocol/views.ts";

export type Rung = HostDetail["connection"][number]["rung"];

interface RungWords {
  readonly title: string;
  /** Headline when it stops here. */
  readonly stops: string;
  readonly ifNot: string;
  readonly here: string;
}

/** The four rungs of the connection: the first that fails is the headline. */
export const RUNGS: Readonly<Record<Rung, RungWords>> = {
  exists: {
    title: "The socket file exists",
    stops: "socket missing",
    ifNot: "docker.socket is off, the path is wrong, or the daemon is rootless.",
    here: "Nobody made the file: docker.socket is off, the path is wrong, or the daemon is rootless.",
  },
  "may-open": {
    title: "Foghorn may open it",
    stops: "permission denied",
    ifNot: "The group of the file and the groups Foghorn has are shown.",
    here: "The account Foghorn uses is not in the group of the file.",
  },
  listens: {
    title: "Somebody listens",
    stops: "connection refused",
    ifNot: "The file is left over from a daemon or a socket unit that has stopped.",
    here: "The file is left over from a daemon or a socket unit that has stopped.",
  },
  answers: {
    title: "It answers within 3 s",
    stops: "hang",
    ifNot: "Then process state and tasks that wait in the kernel are shown.",
    here: "It takes the connection and says nothing, or ends it without an answer.",
  },
};

export const RUNG_ORDER: readonly Rung[] = ["exists", "may-open", "listens", "answers"];

/** "No Docker daemon answers: connection refused". */
export const headline = (rung: Rung): string => `No Docker daemon answers: ${RUNGS[rung].stops}`;
