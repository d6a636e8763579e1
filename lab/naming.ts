import { createHash } from "node:crypto";
import { LabError } from "./errors.ts";

/**
 * Everything a lab makes on the machine is named after its id, and the id after its state directory:
 * two checkouts never meet, and what a crash left behind is found again without any record of it.
 */
export interface LabNames {
  readonly id: string;
  /** Network namespace that holds the switch. */
  readonly switchNamespace: string;
  /** The machine's own end of the one cable into the switch; at most 15 characters, the kernel's limit. */
  readonly machineLeg: string;
  /** Directory below each cgroup hierarchy's root. */
  readonly cgroup: string;
  /** Third byte of 10.213.x.0/24 that this lab tries first. */
  readonly preferredSubnet: number;
}

export interface HostNames {
  readonly namespace: string;
  /** Path below a cgroup hierarchy's root. */
  readonly cgroup: string;
  /** Port on the switch. */
  readonly switchPort: string;
  /** Follows from the address: whoever remembers who had it must not wait half a minute to learn better. */
  readonly hardwareAddress: string;
}

/** What `--docker` takes: Debian 12 ships 20.10.24, Debian 13 ships 26.1.5. */
export const ENGINES = ["20", "26"] as const;
export type Engine = (typeof ENGINES)[number];

const HOST_NAME = /^[a-z][a-z0-9-]{0,31}$/;
const SUBNETS = 254;
const FIRST_HOST = 11; // .1 is the machine, the rest below is left free for helpers on the switch
const LAST_HOST = 250;

export function labNames(stateDir: string): LabNames {
  const digest = createHash("sha256").update(stateDir).digest();
  const id = digest.toString("hex").slice(0, 8);
  return {
    id,
    switchNamespace: `flab-${id}-sw`,
    machineLeg: `flab${id}`,
    cgroup: `foghorn-lab-${id}`,
    preferredSubnet: (digest.readUInt16BE(4) % SUBNETS) + 1,
  };
}

export function hostNames(lab: LabNames, host: string, index: number): HostNames {
  return {
    namespace: `${hostNamespacePrefix(lab)}${host}`,
    cgroup: `${lab.cgroup}/${host}`,
    switchPort: `p${index}`,
    hardwareAddress: ["02", ...(lab.id.match(/../g) ?? []), index.toString(16).padStart(2, "0")].join(":"),
  };
}

export const hostNamespacePrefix = (lab: LabNames): string => `flab-${lab.id}-h-`;

/** The first subnet from the preferred one on that nobody else on this machine uses. Throws `conflict` when all are taken. */
export function chooseSubnet(preferred: number, taken: ReadonlySet<number>): number {
  for (let step = 0; step < SUBNETS; step++) {
    const subnet = ((preferred - 1 + step) % SUBNETS) + 1;
    if (!taken.has(subnet)) return subnet;
  }
  throw new LabError("conflict", "all of 10.213.0.0/16 is in use on this machine");
}

/** The lowest free place on the switch. Throws `conflict` when the lab is full. */
export function chooseIndex(taken: ReadonlySet<number>): number {
  for (let index = FIRST_HOST; index <= LAST_HOST; index++) if (!taken.has(index)) return index;
  throw new LabError("conflict", `a lab holds ${LAST_HOST - FIRST_HOST + 1} hosts, and all are up`);
}

export const machineAddress = (subnet: number): string => `10.213.${subnet}.1`;
export const hostAddress = (subnet: number, index: number): string => `10.213.${subnet}.${index}`;

export function parseHostName(text: string | undefined): string {
  if (text !== undefined && HOST_NAME.test(text)) return text;
  throw new LabError(
    "usage",
    `a host name is a lower-case letter, then up to 31 letters, digits or hyphens; not ${JSON.stringify(text ?? "")}`,
  );
}

export function parseEngine(text: string, flag = "--docker"): Engine {
  const engine = ENGINES.find((known) => known === text);
  if (engine) return engine;
  throw new LabError("usage", `${flag} is 20 or 26, not ${JSON.stringify(text)}`);
}

const UNITS: Record<string, number> = { "": 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** "300M" to bytes; K, M and G are powers of 1024. */
export function parseSize(text: string): number {
  const match = /^([1-9][0-9]{0,11})([KMG]?)$/.exec(text);
  const unit = UNITS[match?.[2] ?? ""];
  if (!match || unit === undefined) {
    throw new LabError("usage", `a size is a number and K, M or G, as in 300M; not ${JSON.stringify(text)}`);
  }
  return Number(match[1]) * unit;
}

export interface FaultRef {
  readonly fault: string;
  readonly variant: string | undefined;
}

/** "daemon-down:missing" to fault and variant. */
export function parseFaultRef(text: string): FaultRef {
  const match = /^([a-z0-9]+(?:-[a-z0-9]+)*)(?::([a-z0-9]+(?:-[a-z0-9]+)*))?$/.exec(text);
  if (!match?.[1]) throw new LabError("usage", `a fault is id or id:variant, not ${JSON.stringify(text)}`);
  return { fault: match[1], variant: match[2] };
}
