import type { Signal } from "../signal.ts";
import {
  aBridge,
  aConfigFile,
  aContainer,
  aDisk,
  aFirewall,
  aList,
  anInfo,
  anInspect,
  aPing,
  aSocket,
  aVersion,
  HOST,
  someNetworks,
  someProcesses,
  someUnitFiles,
  someUnits,
  T0,
} from "./builders.ts";

/** docker0's rules, whole. */
export const QUIET_RULES = [
  "*filter",
  ":DOCKER - [0:0]",
  ":DOCKER-USER - [0:0]",
  ":DOCKER-ISOLATION-STAGE-1 - [0:0]",
  ":DOCKER-ISOLATION-STAGE-2 - [0:0]",
  "-A FORWARD -j DOCKER-USER",
  "-A FORWARD -j DOCKER-ISOLATION-STAGE-1",
  "-A FORWARD -o docker0 -j DOCKER",
  "-A FORWARD -i docker0 ! -o docker0 -j ACCEPT",
  "COMMIT",
  "*nat",
  ":DOCKER - [0:0]",
  "-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER",
  "-A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER",
  "-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE",
  "COMMIT",
].join("\n");

export const journal = (at: number): Signal => ({
  hostId: HOST,
  at,
  kind: "stream-state",
  stream: "journal",
  isOpen: true,
});
const events = (at: number): Signal => ({
  hostId: HOST,
  at,
  kind: "stream-state",
  stream: "events",
  isOpen: true,
});

const facts = (at: number): readonly Signal[] => [
  someUnits(at),
  aSocket(at),
  someProcesses(at, [1, 2]),
  aConfigFile(at, "{}"),
  someUnitFiles(at),
  aDisk(at),
  aFirewall(at, QUIET_RULES),
];
const api = (at: number): readonly Signal[] => [
  aPing(at),
  aVersion(at),
  anInfo(at),
  aList(at, [aContainer(1), aContainer(2)], 9),
  anInspect(at, 1),
  someNetworks(at, [aBridge()]),
];
/** A host where everything answers and nothing is wrong, at T0. */
export const quiet = [journal(T0), events(T0), ...facts(T0), ...api(T0)];
