import { DEFAULT_CONFIG_FILE, parseDockerdArgs, parseExecStart } from "../../domain/parse/dockerd-args.ts";
import type { HostFact } from "../../domain/readings.ts";
import { isReaderPath } from "./facts.ts";

export const DEFAULT_DATA_ROOT = "/var/lib/docker";

/** Which paths of this host the constant readers look at: the daemon's own word first, then its files. */
export interface HostPaths {
  readonly dataRoot: () => string;
  readonly configFile: () => string;
  readonly learn: (known: { readonly dataRoot?: string }) => void;
  readonly learnFrom: (fact: HostFact) => void;
}

export function createHostPaths(): HostPaths {
  let told: string | undefined;
  let ofFlags: string | undefined;
  let ofFile: string | undefined;
  let configFile = DEFAULT_CONFIG_FILE;
  return {
    dataRoot: () => told ?? ofFlags ?? ofFile ?? DEFAULT_DATA_ROOT,
    configFile: () => configFile,
    learn: ({ dataRoot }) => {
      if (dataRoot !== undefined && isReaderPath(dataRoot)) told = dataRoot;
    },
    learnFrom: (fact) => {
      if (fact.name === "config-file") ofFile = dataRootOf(fact.file.text);
      if (fact.name !== "unit-files") return;
      const { runningArgs, unitText, defaultsText } = fact.files;
      const args = runningArgs.length > 0 ? runningArgs : parseExecStart(unitText, defaultsText);
      const parsed = parseDockerdArgs(args);
      ofFlags = parsed.dataRoot !== undefined && isReaderPath(parsed.dataRoot) ? parsed.dataRoot : undefined;
      configFile = isReaderPath(parsed.configFile) ? parsed.configFile : DEFAULT_CONFIG_FILE;
    },
  };
}

/** `data-root` of daemon.json, also of one that is broken elsewhere. */
function dataRootOf(text: string): string | undefined {
  const [, path] = /"(?:data-root|graph)"\s*:\s*"([^"\\]*)"/.exec(text) ?? [];
  return path !== undefined && isReaderPath(path) ? path : undefined;
}
