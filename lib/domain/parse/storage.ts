import { type ContainerId, isContainerId, toContainerId } from "../ids.ts";
import type {
  LayerFault,
  LayersReading,
  LogFileReading,
  LogFilesReading,
  LogSinkReading,
  SuspectsReading,
} from "../storage-facts.ts";
import { linesOf, malformed, numberOf, section } from "./sections.ts";

type Sections = ReadonlyMap<string, string>;

export const parseLogFiles = (sections: Sections): LogFilesReading => ({
  files: parseSizes(sections),
  ...parseRemoved(sections),
});

function parseRemoved(sections: Sections): Pick<LogFilesReading, "removed"> {
  const removed = sections.get("removed");
  if (removed === undefined) return {};
  return {
    removed: linesOf(removed).flatMap((line) => {
      const [bytes, id = ""] = line.split(" ");
      return isContainerId(id) ? [{ id: toContainerId(id), bytes: numberOf(bytes, "size") }] : [];
    }),
  };
}

const parseSizes = (sections: Sections): readonly LogFileReading[] =>
  linesOf(section(sections, "files")).flatMap((line) => {
    const [bytes, _current, files, id = ""] = line.split(" ");
    // A directory that is no container's is none of ours.
    if (!isContainerId(id)) return [];
    return [{ id: toContainerId(id), bytes: numberOf(bytes, "size"), files: numberOf(files, "files") }];
  });

// ss -tnH: received and not read, sent and not taken, here, there
const CONNECTION = /^\d+\s+(\d+)\s+\S+\s+(\S+):(\d+)\s/;

export function parseLogSinks(sections: Sections): readonly LogSinkReading[] {
  return linesOf(section(sections, "connections")).map((line) => {
    const [, unsent, host = "", port] = CONNECTION.exec(line.trim()) ?? [];
    if (unsent === undefined) throw malformed("ss printed no connection", line);
    return { peer: `${host}:${port}`, port: Number(port), unsentBytes: Number(unsent) };
  });
}

const FAULTS: readonly LayerFault[] = ["missing", "no-diff", "no-link", "no-short-name"];

export function parseLayers(sections: Sections): LayersReading {
  return {
    count: numberOf(section(sections, "counts").trim(), "layers"),
    wrong: linesOf(section(sections, "wrong")).map((line) => {
      const [word, layer = "", entry] = line.trim().split(" ");
      return { fault: faultOf(word, line), layer, ...(entry !== undefined && { entry }) };
    }),
    orphans: linesOf(section(sections, "orphans")).map((line) => line.trim()),
  };
}

export function parseSuspects(sections: Sections): SuspectsReading {
  return {
    layers: linesOf(section(sections, "layers")).map((line) => {
      const [word, layer = ""] = line.trim().split(" ");
      return { layer, ...(word !== "whole" && { fault: faultOf(word, line) }) };
    }),
    logs: parseSizes(sections),
    ...parseRemoved(sections),
  };
}

export const parseTornLogs = (sections: Sections): readonly ContainerId[] =>
  linesOf(section(sections, "torn")).map((line) => {
    if (!isContainerId(line)) throw malformed("no id of a container", line);
    return line;
  });

function faultOf(word: string | undefined, line: string): LayerFault {
  const fault = FAULTS.find((known) => known === word);
  if (fault === undefined) throw malformed("no fault of a layer", line);
  return fault;
}
