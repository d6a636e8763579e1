import {
  type ActionOutcome,
  type ActionTarget,
  type ActionVerb,
  PRUNE_OLDER_THAN,
  STOP_GRACE_S,
} from "./action.ts";

/** What people read before an action: what runs, what it breaks, how to undo it. */
export interface ActionWords {
  /** "Restart container" */
  readonly does: string;
  /** The same by hand. */
  readonly command: string;
  readonly breaks: string;
  readonly undo: string;
}

const shortOf = (target: ActionTarget | undefined): string => (target?.id ?? "").slice(0, 12);

export function actionWords(verb: ActionVerb, target?: ActionTarget): ActionWords {
  const id = shortOf(target);
  switch (verb) {
    case "container.start":
      return {
        does: "Start container",
        command: `docker start ${id}`,
        breaks: "Nothing: it does not run now.",
        undo: `docker stop ${id}`,
      };
    case "container.stop":
      return {
        does: "Stop container",
        command: `docker stop --time ${STOP_GRACE_S} ${id}`,
        breaks: `What it serves is away until it is started again. After ${STOP_GRACE_S} s it is killed.`,
        undo: `docker start ${id}`,
      };
    case "container.restart":
      return {
        does: "Restart container",
        command: `docker restart --time ${STOP_GRACE_S} ${id}`,
        breaks: `What it serves is away while it stops and starts. After ${STOP_GRACE_S} s it is killed.`,
        undo: "None: what it held in memory is gone. Stopping it is another action.",
      };
    case "container.kill":
      return {
        does: "Kill container",
        command: `docker kill ${id}`,
        breaks: "It ends at once and cannot write what it holds. Its restart policy may start it again.",
        undo: `docker start ${id}; what it had not written is lost`,
      };
    case "container.unpause":
      return {
        does: "Unpause container",
        command: `docker unpause ${id}`,
        breaks: "Nothing: it goes on where it was stopped. Connections may have timed out meanwhile.",
        undo: `docker pause ${id}`,
      };
    case "prune.containers":
      return {
        does: "Prune containers",
        command: `docker container prune --force --filter until=${PRUNE_OLDER_THAN[verb]}`,
        breaks: "Stopped containers are removed with what they wrote into their own layer, and their logs.",
        undo: "None. They can be made anew, without what they had written.",
      };
    case "prune.images":
      return {
        does: "Prune images",
        command: "docker image prune --force",
        breaks: "Images without a name that no container uses are removed.",
        undo: "None. They can be pulled or built again.",
      };
    case "prune.build-cache":
      return {
        does: "Prune build cache",
        command: `docker builder prune --force --filter until=${PRUNE_OLDER_THAN[verb]}`,
        breaks: "The next builds take longer, once.",
        undo: "None. The cache comes back as builds run.",
      };
    case "engine.dump":
      return {
        does: "Dump goroutines",
        command: "kill -USR1 $(cat /run/docker.pid)",
        breaks: "Nothing. dockerd writes a file below /run/docker and goes on.",
        undo: "Not needed.",
      };
  }
}

/** "Restart container api-1 on web-1" */
export const actionTitle = (verb: ActionVerb, hostId: string, target?: Pick<ActionTarget, "name">): string =>
  `${actionWords(verb).does}${target === undefined ? "" : ` ${target.name}`} on ${hostId}`;

/** An entry of `actions:` in foghorn.yaml that allows one verb on one host. */
export const permissionLine = (verb: ActionVerb, hostId: string): string =>
  `- {verbs: [${verb}], hosts: [${hostId}]}`;

export const OUTCOME_WORDS: Readonly<Record<ActionOutcome, string>> = {
  done: "done",
  refused: "refused, nothing was run",
  failed: "failed",
  unknown: "unknown, verify",
};
