import type { FactName, HostFact } from "../facts.ts";
import type { EpochMs } from "../time.ts";
import { parseCertificate } from "./certificate.ts";
import { parseCgroups } from "./cgroups.ts";
import { parseFirewall } from "./firewall.ts";
import { parseGlance } from "./glance.ts";
import {
  parseBoot,
  parseConfigFile,
  parseDisks,
  parsePressure,
  parseRemoteMounts,
  parseSocket,
} from "./host-state-files.ts";
import { parseNetworkLinks } from "./network-links.ts";
import { parseProcesses } from "./processes.ts";
import { parsePulls } from "./pulls.ts";
import { splitSections } from "./sections.ts";
import { parseLayers, parseLogFiles, parseLogSinks, parseSuspects, parseTornLogs } from "./storage.ts";
import { parseUnitFiles } from "./unit-files.ts";
import { parseUnits } from "./units.ts";

/**
 * The text of one constant reader as a reading. Throws a FoghornError (`host-unreadable`) that says what
 * was malformed; a half-read fact is never handed on.
 */
export function parseFact(name: FactName, text: string, _at: EpochMs): HostFact {
  const sections = splitSections(text);
  switch (name) {
    case "glance":
      return { name, glance: parseGlance(sections) };
    case "units":
      return { name, units: parseUnits(sections) };
    case "socket":
      return { name, socket: parseSocket(sections) };
    case "disk":
      return { name, disks: parseDisks(sections), ...parseRemoteMounts(sections) };
    case "log-files":
      return { name, logs: parseLogFiles(sections) };
    case "log-sinks":
      return { name, sinks: parseLogSinks(sections) };
    case "pulls":
      return { name, transfers: parsePulls(sections) };
    case "layers":
      return { name, layers: parseLayers(sections) };
    case "suspects":
      return { name, suspects: parseSuspects(sections) };
    case "torn-logs":
      return { name, torn: parseTornLogs(sections) };
    case "config-file":
      return { name, file: parseConfigFile(sections) };
    case "unit-files":
      return { name, files: parseUnitFiles(sections) };
    case "processes":
      return { name, processes: parseProcesses(sections) };
    case "firewall":
      return { name, firewall: parseFirewall(sections) };
    case "pressure":
      return { name, pressure: parsePressure(sections) };
    case "boot":
      return { name, boot: parseBoot(sections) };
    case "network-links":
      return { name, network: parseNetworkLinks(sections) };
    case "certificate":
      return { name, certificate: parseCertificate(sections) };
    case "cgroups":
      return { name, cgroups: parseCgroups(sections) };
  }
}
