import type { HostFact } from "../../domain/facts.ts";
import { DEFAULT_CONFIG_FILE, parseDockerdArgs, parseExecStart } from "../../domain/parse/dockerd-args.ts";
import { isReaderPath } from "./facts.ts";

// Where dockerd, which runs as root, looks when TLS is on and no file is named.
const DEFAULT_CERTIFICATE = "/root/.docker/cert.pem";
const NO_CERTIFICATE = "/dev/null";

export const DEFAULT_DATA_ROOT = "/var/lib/docker";

/** Which paths and processes of this host the constant readers look at: the daemon's own word first, then its files. */
export interface HostPaths {
  readonly dataRoot: () => string;
  readonly configFile: () => string;
  /** Of the API over TLS; a path where nothing can be while dockerd speaks none. */
  readonly certificate: () => string;
  /** Of dockerd and containerd as systemd names them; 0 where it names none. */
  readonly processes: () => readonly [number, number];
  readonly learn: (known: { readonly dataRoot?: string }) => void;
  readonly learnFrom: (fact: HostFact) => void;
}

export function createHostPaths(): HostPaths {
  let told: string | undefined;
  let ofFlags: string | undefined;
  let ofFile: string | undefined;
  let configFile = DEFAULT_CONFIG_FILE;
  let mainPids: readonly [number, number] = [0, 0];
  let tlsOfFlags: string | undefined;
  let tlsOfFile: string | undefined;
  return {
    dataRoot: () => told ?? ofFlags ?? ofFile ?? DEFAULT_DATA_ROOT,
    configFile: () => configFile,
    certificate: () => tlsOfFlags ?? tlsOfFile ?? NO_CERTIFICATE,
    processes: () => mainPids,
    learn: ({ dataRoot }) => {
      if (dataRoot !== undefined && isReaderPath(dataRoot)) told = dataRoot;
    },
    learnFrom: (fact) => {
      if (fact.name === "units") {
        const of = (name: string): number => fact.units.find((unit) => unit.name === name)?.mainPid ?? 0;
        mainPids = [of("docker.service"), of("containerd.service")];
      }
      if (fact.name === "config-file") {
        ofFile = dataRootOf(fact.file.text);
        tlsOfFile = certificateOf(fact.file.text);
      }
      if (fact.name !== "unit-files") return;
      const { runningArgs, unitText, defaultsText } = fact.files;
      const args = runningArgs.length > 0 ? runningArgs : parseExecStart(unitText, defaultsText);
      const parsed = parseDockerdArgs(args);
      ofFlags = parsed.dataRoot !== undefined && isReaderPath(parsed.dataRoot) ? parsed.dataRoot : undefined;
      tlsOfFlags = pathOrNothing(
        parsed.flags.get("tlscert")?.at(-1) ?? (isOn(parsed.flags) ? DEFAULT_CERTIFICATE : undefined),
      );
      configFile = isReaderPath(parsed.configFile) ? parsed.configFile : DEFAULT_CONFIG_FILE;
    },
  };
}

/** `data-root` of daemon.json, also of one that is broken elsewhere. */
function dataRootOf(text: string): string | undefined {
  const [, path] = /"(?:data-root|graph)"\s*:\s*"([^"\\]*)"/.exec(text) ?? [];
  return path !== undefined && isReaderPath(path) ? path : undefined;
}

/** `tlscert` of daemon.json, or the default where it switches TLS on without naming one. */
function certificateOf(text: string): string | undefined {
  const [, path] = /"tlscert"\s*:\s*"([^"\\]*)"/.exec(text) ?? [];
  if (path !== undefined) return pathOrNothing(path);
  return /"tls(?:verify)?"\s*:\s*true/.test(text) ? DEFAULT_CERTIFICATE : undefined;
}

const isOn = (flags: ReadonlyMap<string, readonly string[]>): boolean =>
  ["tls", "tlsverify"].some((name) => flags.get(name)?.at(-1) === "true");

const pathOrNothing = (path: string | undefined): string | undefined =>
  path !== undefined && isReaderPath(path) ? path : undefined;
