import type { HostState } from "../host-state.ts";
import {
  aBridge,
  aConfigFile,
  aContainer,
  aDisk,
  aFact,
  aFirewall,
  aHostState,
  aList,
  anEvent,
  anInfo,
  anInspect,
  aPing,
  aSocket,
  containerId,
  someNetworks,
  someProcesses,
  someUnitFiles,
  someUnits,
  T0,
} from "./builders.ts";
import { captured } from "./captured.ts";
import { aDiskUsage } from "./storage-builders.ts";

export const SUBJECT = { container: "app-1", symptom: { state: "raised", lastSeenAt: T0 } } as const;

export const healthy = (at = T0): HostState =>
  aHostState([
    aPing(at, 3),
    anInfo(at, { isLiveRestoreOn: true, clockAheadMs: 0 }, 6),
    aList(
      at,
      [
        aContainer(1, { health: "healthy", status: "Up 3 hours (healthy)" }),
        aContainer(2, { state: "exited" }),
      ],
      9,
    ),
    anInspect(at, 1),
    someUnits(at),
    aSocket(at),
    someProcesses(at, [1]),
    aConfigFile(at, "{}"),
    someUnitFiles(at),
    aDisk(at),
    aDiskUsage(at),
    aFact(at, {
      name: "log-files",
      logs: { files: [{ id: containerId(1), bytes: 12_300_000, files: 1 }], removed: [] },
    }),
    aFact(at, { name: "layers", layers: { count: 10, wrong: [], orphans: [] } }),
    someNetworks(at, [aBridge()]),
    captured("network-links", at, "26.1.5"),
    captured("pressure", at, "26.1.5"),
    aFirewall(at, "*filter\nCOMMIT\n*nat\nCOMMIT"),
    anEvent(at, "oom", 1),
    anEvent(at, "die", 1, { exitCode: "1" }),
  ]);
