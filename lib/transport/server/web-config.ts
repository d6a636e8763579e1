import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument, visit } from "yaml";
import { z } from "zod";
import { TARGETS, type Targets } from "../../domain/availability/targets.ts";
import { messageOf } from "../../domain/errors.ts";
import { isAddressRange } from "./request-facts.ts";

/** The `web:` part of foghorn.yaml; the rest is the gate's. */
export interface WebConfig {
  readonly allowedHosts: readonly string[];
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly trustedProxies: readonly string[];
  /** Directory of the user's own runbooks; written relative it is meant relative to foghorn.yaml. */
  readonly runbooks?: string;
  /** Directory of the user's own postmortem templates; as `runbooks`. */
  readonly postmortems?: string;
  /** Availability that services are to have. */
  readonly targets?: Targets;
}

export interface ConfigProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly hint: string;
}

export type WebConfigReading =
  | { readonly ok: true; readonly config: WebConfig }
  | { readonly ok: false; readonly problem: ConfigProblem };

export const NO_WEB_CONFIG: WebConfig = { allowedHosts: [], trustedProxies: [] };

const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?$/i;
const LIMIT_BYTES = 65_536;

const directory = (example: string) =>
  z
    .string()
    .regex(/^[^\0\n\r]{1,1024}$/, `the path of a directory, as in ${example}`)
    .optional();

const Web = z.strictObject({
  allowed_hosts: z
    .array(z.string().regex(HOST, "a host name, with its port unless it is 80 or 443"))
    .max(100)
    .default([]),
  tls: z.strictObject({ cert: z.string().min(1), key: z.string().min(1) }).optional(),
  trusted_proxies: z
    .array(z.string().refine(isAddressRange, "an address or a range like 10.0.0.0/8"))
    .max(100)
    .default([]),
  runbooks: directory("/etc/foghorn/runbooks"),
  postmortems: directory("/etc/foghorn/postmortems"),
  targets: z
    .record(
      z.string().min(1).max(512),
      z.number("a percentage below 100, as in 99.9").min(1).lt(100, "a percentage below 100, as in 99.9"),
    )
    .refine((targets) => Object.keys(targets).length <= 1_000, "1,000 lines at most")
    .optional(),
});

/** A missing file is an empty one. */
export async function readWebConfig(file: string): Promise<WebConfigReading> {
  try {
    return parseWebConfig(file, await readFile(file, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { ok: true, config: NO_WEB_CONFIG };
    const message = messageOf(error);
    return problem(file, 1, 1, message, "The file must be readable by the user Foghorn runs as.");
  }
}

/** Strict: an unknown key, an alias or a key said twice is an error with its place. */
export function parseWebConfig(file: string, text: string): WebConfigReading {
  if (text.length > LIMIT_BYTES) return problem(file, 1, 1, "is longer than 64 KiB", "Shorten it.");
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: "core",
    strict: true,
    uniqueKeys: true,
  });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    return problem(file, line, col, error.message.split("\n")[0] ?? "", "It must be valid YAML.");
  }
  const alias = firstAlias(document);
  if (alias !== undefined) {
    const { line, col } = lines.linePos(alias);
    return problem(file, line, col, "an alias is not taken here", "Write the value out.");
  }
  const { contents } = document;
  const web = isMap(contents) ? contents.get("web", true) : undefined;
  if (web === undefined || (isScalar(web) && web.value === null)) return { ok: true, config: NO_WEB_CONFIG };
  const parsed = Web.safeParse(web.toJS(document));
  if (parsed.success) {
    const { allowed_hosts, tls, trusted_proxies, runbooks, postmortems, targets } = parsed.data;
    return {
      ok: true,
      config: {
        allowedHosts: allowed_hosts,
        trustedProxies: trusted_proxies,
        ...(tls && { tls }),
        ...(runbooks !== undefined && { runbooks: resolve(dirname(file), runbooks) }),
        ...(postmortems !== undefined && { postmortems: resolve(dirname(file), postmortems) }),
        ...(targets && { targets: toTargets(targets) }),
      },
    };
  }
  const [issue] = parsed.error.issues;
  const unknown = issue?.code === "unrecognized_keys" ? (issue.keys[0] ?? "") : undefined;
  const path = ["web", ...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])];
  const { line, col } = lines.linePos(offsetOf(contents as Node, path));
  const hint =
    unknown === undefined
      ? `${path.join(".")} takes ${issue?.message ?? "something else"}.`
      : "web takes allowed_hosts, tls (cert, key), trusted_proxies, runbooks, postmortems and targets.";
  return problem(file, line, col, `${path.join(".")} is not understood`, hint);
}

/** "default" is the target of all that have no line of their own. */
function toTargets(percents: Readonly<Record<string, number>>): Targets {
  const { default: others, ...services } = Object.fromEntries(
    Object.entries(percents).map(([name, percent]) => [name, percent / 100]),
  );
  return { default: others ?? TARGETS.default, services };
}

function firstAlias(document: Document): number | undefined {
  let found: number | undefined;
  visit(document, {
    Alias: (_key, node) => {
      found = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return found;
}

/** Where the value at `path` begins, or the nearest key above it. */
function offsetOf(root: Node, path: readonly PropertyKey[]): number {
  let node: unknown = root;
  let offset = 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (pair === undefined) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (typeof key === "number" && typeof node === "object" && node !== null && "items" in node) {
      node = (node.items as readonly unknown[])[key];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    }
  }
  return offset;
}

const problem = (
  file: string,
  line: number,
  column: number,
  message: string,
  hint: string,
): WebConfigReading => ({ ok: false, problem: { file, line, column, message, hint } });

export const problemText = ({ file, line, column, message, hint }: ConfigProblem): string =>
  `${file}:${line}:${column}: ${message}. ${hint}`;
