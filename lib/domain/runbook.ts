import type { ActionVerb } from "./action.ts";
import type { IncidentId } from "./ids.ts";
import type { ModeId } from "./symptom.ts";
import type { EpochMs } from "./time.ts";

/** Probes a check may name: the detectors' own readings, so that screen, detector and checklist cannot disagree. */
export const CHECK_PROBES = [
  "api.ping", // ms until GET /_ping answers
  "api.list", // ms until the container list answers
  "api.info", // ms until /info answers
  "api.inspect", // ms until inspect of the subject answers
  "unit.docker", // active state of docker.service
  "unit.docker-socket", // active state of docker.socket
  "unit.containerd", // active state of containerd.service
  "socket.exists",
  "socket.may-open",
  "socket.listens",
  "process.dockerd", // process state letter; absent when none
  "process.containerd",
  "process.shims", // shims alive
  "config.valid", // daemon.json parses
  "config.conflicts", // keys given both as flag and in the file
  "config.mistakes", // what dockerd would refuse of daemon.json, the unit and its flags, or break containers with
  "engine.live-restore", // true or false, last known
  "containers.running", // count
  "container.state", // of the subject
  "container.health", // of the subject
  "container.exits-10m", // of the subject
  "container.oom-30m", // of the subject
  "disk.used-ratio", // data-root, 0 to 1
  "disk.free-bytes",
  "disk.free-inode-ratio",
  "disk.docker-ratio", // of what is used under the data-root, the part that Docker may hold, 0 to 1
  "firewall.filter-chains-missing",
  "firewall.nat-chains-missing",
  "network.forwarding", // net.ipv4.ip_forward, true or false
  "network.bridges-broken", // bridges of Docker that are gone, down or without their address
  "network.blocked", // bridge networks whose packets a rule or a policy throws away
  "container.log-bytes", // of all log files of the subject
  "logs.deleted", // log files that were deleted while dockerd writes to them
  "logs.unsent-bytes", // the most that any log sink leaves unread
  "layers.damaged", // layers the store names whose files are gone or empty
  "network.veths-spare", // interfaces on Docker's bridges beyond those of containers
  "network.pools-left", // subnets that new networks may still take
  "network.overlaps", // networks with addresses that the host routes elsewhere
  "network.mtu-excess", // bytes by which containers' packets may be larger than the uplink takes
  "network.nameservers", // nameservers of the host that containers can use
  "network.conntrack-ratio", // entries of the connection table that are taken, 0 to 1
  "clock.skew-ms", // the host's clock against Foghorn's, without sign
  "symptom", // state of the runbook's own symptom
] as const;
export type CheckProbe = (typeof CHECK_PROBES)[number];

/** What a reading must meet, behind `pass:` and `confirm:` alike. */
export interface PassCondition {
  readonly probe: CheckProbe;
  readonly operator: "is" | "is-not" | "below" | "at-most" | "above" | "at-least" | "answers" | "no-answer";
  /** Compared as number when both are numbers, else as text. Absent for `answers` and `no-answer`. */
  readonly value?: string | number | boolean;
}

export type StepKind = "check" | "manual" | "action" | "verify";

/** Where a question of a playbook leads: to a later step, to a runbook, or to the end. */
export type Branch =
  | { readonly kind: "step"; readonly stepId: string }
  | { readonly kind: "runbook"; readonly runbookId: string }
  | { readonly kind: "end" };

/** What the gate is asked to do, and to which container: the name of the variable that holds it. */
export interface StepAction {
  readonly verb: ActionVerb;
  /** Absent where the verb acts on the engine. */
  readonly variable?: string;
}

export interface RunbookStep {
  /** Stable within the file: slug of the title. */
  readonly id: string;
  readonly kind: StepKind;
  readonly title: string;
  /** Markdown without raw HTML. */
  readonly text: string;
  /** Commands with `{{container}}`-style variables, filled from the symptom's facts. */
  readonly commands: readonly string[];
  /** Holds while it is met. A verify has it; a check has it or `confirm`; an action may. */
  readonly pass?: PassCondition;
  /** What the fault looks like: once met the step stays done, also when the fault is healed. */
  readonly confirm?: PassCondition;
  /** Said before a step that loses data or stops something. */
  readonly warning?: string;
  /** The step is for hosts on which all of these are met; what nobody can read speaks for it. */
  readonly when?: readonly PassCondition[];
  /** Steps that must be done before this one can be. */
  readonly lockedBy?: readonly string[];
  /** What the gate does where its own configuration allows it; the commands are the same by hand. */
  readonly run?: StepAction;
  /** A question: where its answers lead. An answer that is not named leads to the next step. */
  readonly yes?: Branch;
  readonly no?: Branch;
}

/** `>=23.0 <29`: every bound holds. Parts that are not written are 0. */
export interface EngineBound {
  readonly operator: ">=" | ">" | "<=" | "<";
  readonly version: readonly number[];
}

export interface Runbook {
  readonly id: string;
  readonly title: string;
  /** A playbook asks until it knows which runbook is the right one; it opens for no symptom by itself. */
  readonly kind?: "playbook";
  readonly symptoms: readonly ModeId[];
  /** Engines it is written for; absent is all. */
  readonly engines?: readonly EngineBound[];
  /** What only a person can fill in: name and what it is. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Who answers for it; absent is nobody. */
  readonly owner?: string;
  /** When every step of it was last gone through on a lab host, and on which engine. */
  readonly exercised?: readonly { readonly on: string; readonly engine: string }[];
  /** A file of the user's own directory; `replaces` one of the release with the same id. */
  readonly own?: { readonly replaces: boolean };
  /** Markdown before the first step. */
  readonly intro: string;
  readonly steps: readonly RunbookStep[];
  /** SHA-256 of the file: an incident remembers which text it worked with. */
  readonly version: string;
  readonly file: string;
}

export interface RunbookProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly reason: string;
  /** The word that is wrong and the known one that is nearest to it. */
  readonly meant?: { readonly wrong: string; readonly right: string };
  /** The lines around, from `firstLine`. */
  readonly excerpt?: { readonly firstLine: number; readonly lines: readonly string[] };
  /** What stays in force meanwhile: the file as it was before, or the release's own. */
  readonly inForce?: "before" | "release";
  /** Set where the file is in the user's own directory. */
  readonly isOwn?: true;
}

/** Reading of a live check. `unknown` keeps the last reading and says how old it is. */
export interface CheckReading {
  readonly outcome: "passing" | "failing" | "waiting" | "unknown";
  /** "3 ms", "failed (exit-code)", "no answer in 5 s" */
  readonly reading: string;
  /** The condition in words: "below 1 s"; as drawn "passes below 1 s", "confirmed when nothing answers". */
  readonly condition: string;
  readonly readAt?: EpochMs;
}

/** Where a step of one incident's checklist stands. */
export interface StepState {
  readonly stepId: string;
  /**
   * `answered` and `not-needed` follow from readings and are never recorded: a question whose reading answers it, and
   * a step that is for another host (`when`) or off the way that the answers took.
   */
  readonly mark:
    | "open"
    | "passed"
    | "confirmed"
    | "regressed"
    | "ticked"
    | "skipped"
    | "answered"
    | "not-needed";
  readonly check?: CheckReading;
  readonly changedAt?: EpochMs;
  /** Name of a person, or absent when a check did it. */
  readonly by?: string;
  readonly reason?: string;
  /** What the check read when it changed the step; of a tick by hand, only what failed at that moment. */
  readonly reading?: string;
  /** Of a question: by its reading, or by the person who ticked it. */
  readonly answer?: "yes" | "no";
  /** The merged incident whose checklist it was set on, and whose timeline tells of it. */
  readonly doneIn?: IncidentId;
  /** Steps that have to be done before this one. */
  readonly lockedBy?: readonly string[];
}
