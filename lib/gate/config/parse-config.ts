import { dirname, isAbsolute, resolve } from "node:path";
import { isMap, isScalar, type Node } from "yaml";
import { isHostId } from "../../domain/ids.ts";
import type { ConfigProblem } from "../../gate-protocol/answers.ts";
import type { ActionRule } from "../actions/action-desk.ts";
import type { DaemonAddress } from "../host-channel.ts";
import { actionsOf } from "./actions.ts";
import { type ParsedUrl, parseDaemonUrl } from "./daemon-url.ts";
import { type Field, type Fields, fieldsOf, flagOf, labelsOf, listOf, textOf } from "./fields.ts";
import { kindOf, type Report, readYaml } from "./yaml-text.ts";

/** What the gate takes from foghorn.yaml. `web:` is read by web. */
export interface GateConfig {
  readonly daemons: readonly DaemonAddress[];
  /** What the gate may do to hosts; empty is nothing. */
  readonly actions: readonly ActionRule[];
}

export type ParsedConfig =
  | { readonly ok: true; readonly config: GateConfig }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

export interface ConfigSurroundings {
  readonly file: string;
  /** For all ssh daemons: FOGHORN_SSH_CONFIG. */
  readonly sshConfigFile?: string;
  /** Daemons of an earlier reading are in force: a file without a word is then half a save, not a decision. */
  readonly isInForce?: boolean;
}

const TOP_KEYS = ["daemons", "actions", "registries", "web"] as const;
const DAEMON_KEYS = ["id", "url", "labels", "socket", "identity", "tls", "insecure", "log_file"] as const;
const TLS_KEYS = ["ca", "cert", "key"] as const;
const DEFAULT_SOCKET = "/run/docker.sock";
const DAEMON_LIMIT = 500;

const ID_HINT = "An id has lower-case letters, digits and hyphens, at most 63, as in fra1-app-07.";

/** What an id that is none would be as one. */
function idHint(id: string): string {
  const meant = id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return isHostId(meant) ? `Did you mean "${meant}"? ${ID_HINT}` : ID_HINT;
}

/** A file of the gate's machine; written relative it is meant relative to foghorn.yaml. */
function fileOf(
  field: Field | undefined,
  surroundings: ConfigSurroundings,
  report: Report,
): string | undefined {
  const text = textOf(field, "Write the path of a file, as in keys/ca.pem.", report);
  if (text === undefined) return undefined;
  return isAbsolute(text) ? text : resolve(dirname(surroundings.file), text);
}

function absoluteOf(field: Field | undefined, hint: string, report: Report): string | undefined {
  const text = textOf(field, hint, report);
  if (text === undefined) return undefined;
  if (/^\/[^\0\n\r]{1,254}$/.test(text) && !text.split("/").includes("..")) return text;
  report.add(field?.node, `"${field?.key}" is not an absolute path`, hint);
  return undefined;
}

/** Fields that mean nothing for this transport are mistakes: somebody expected something of them. */
function refuseFields(fields: Fields, names: readonly string[], why: string, report: Report): void {
  for (const name of names) {
    const field = fields.get(name);
    if (field !== undefined)
      report.add(field.keyNode, `"${name}" has no meaning for ${why}`, `Remove "${name}".`);
  }
}

type Target = DaemonAddress["target"];

function tcpTarget(
  url: Extract<ParsedUrl, { kind: "tcp" }>,
  fields: Fields,
  surroundings: ConfigSurroundings,
  report: Report,
): Target {
  refuseFields(fields, ["socket", "identity", "log_file"], "tcp://", report);
  const isInsecure = flagOf(fields.get("insecure"), report);
  const tls = fields.get("tls");
  if (tls !== undefined) {
    if (isInsecure)
      report.add(
        fields.get("insecure")?.keyNode,
        '"insecure" stands beside "tls"',
        'Remove "insecure": with "tls" nobody on the way can read.',
      );
    const files = fieldsOf(tls.node ?? tls.keyNode, '"tls"', TLS_KEYS, report);
    const [caFile, certFile, keyFile] = TLS_KEYS.map((name) => {
      const file = fileOf(files?.get(name), surroundings, report);
      if (files !== undefined && !files.has(name))
        report.add(tls.keyNode, `"tls" has no "${name}"`, "Mutual TLS needs ca, cert and key.");
      return file;
    });
    const isWhole = caFile !== undefined && certFile !== undefined && keyFile !== undefined;
    return {
      transport: "tcp",
      host: url.host,
      port: url.port,
      isInsecure: false,
      ...(isWhole ? { tls: { caFile, certFile, keyFile } } : {}),
    };
  }
  if (!isInsecure)
    report.add(
      fields.get("url")?.node,
      'tcp:// without "tls" gives the daemon, and with it the host, to anybody on the way',
      "Add tls: {ca: ca.pem, cert: cert.pem, key: key.pem}, or insecure: true if that is meant.",
    );
  return { transport: "tcp", host: url.host, port: url.port, isInsecure };
}

function targetOf(url: ParsedUrl, fields: Fields, surroundings: ConfigSurroundings, report: Report): Target {
  if (url.kind === "tcp") return tcpTarget(url, fields, surroundings, report);
  refuseFields(fields, ["tls", "insecure"], `${url.kind}://`, report);
  const socket = absoluteOf(
    fields.get("socket"),
    "Write the whole path on the daemon's host, as in /run/docker.sock.",
    report,
  );
  if (url.kind === "unix") {
    refuseFields(fields, ["identity"], "unix://", report);
    if (socket !== undefined && socket !== url.socketPath)
      report.add(
        fields.get("socket")?.keyNode,
        '"url" and "socket" name different paths',
        'Remove "socket".',
      );
    return { transport: "unix", socketPath: url.socketPath };
  }
  const identityFile = fileOf(fields.get("identity"), surroundings, report);
  const { sshConfigFile } = surroundings;
  return {
    transport: "ssh",
    destination: url.destination,
    ...(url.port === undefined ? {} : { port: url.port }),
    ...(identityFile === undefined ? {} : { identityFile }),
    ...(sshConfigFile === undefined ? {} : { configFile: sshConfigFile }),
    socketPath: socket ?? url.socketPath ?? DEFAULT_SOCKET,
  };
}

function daemonOf(node: Node, surroundings: ConfigSurroundings, report: Report): DaemonAddress | undefined {
  const fields = fieldsOf(node, "A daemon", DAEMON_KEYS, report);
  if (fields === undefined) return undefined;
  for (const name of ["id", "url"])
    if (!fields.has(name))
      report.add(
        node,
        `A daemon has no "${name}"`,
        name === "id" ? "Add one, as in id: fra1-app-07." : "Add one, as in url: ssh://root@10.0.0.5.",
      );
  const id = textOf(fields.get("id"), ID_HINT, report);
  if (id !== undefined && !isHostId(id))
    report.add(fields.get("id")?.node, `"${id.slice(0, 80)}" cannot be an id`, idHint(id));
  const labels = labelsOf(fields.get("labels"), report);
  const urlText = textOf(
    fields.get("url"),
    "Write unix:///run/docker.sock, ssh://root@10.0.0.5 or tcp://host:2376.",
    report,
  );
  const logFile = absoluteOf(
    fields.get("log_file"),
    "Write the whole path on the daemon's host, as in /var/log/docker.log.",
    report,
  );
  if (urlText === undefined) return undefined;
  const answer = parseDaemonUrl(urlText);
  if (!answer.ok) {
    report.add(fields.get("url")?.node, answer.message, answer.hint);
    return undefined;
  }
  const target = targetOf(answer.url, fields, surroundings, report);
  if (id === undefined) return undefined;
  return { id, url: urlText.trim(), labels, target, ...(logFile === undefined ? {} : { logFile }) };
}

function refuseTwins(nodes: readonly Node[], report: Report): void {
  const seen = new Map<string, number>();
  for (const [index, node] of nodes.entries()) {
    const id = isMap(node) ? node.get("id", true) : undefined;
    if (!isScalar(id) || typeof id.value !== "string") continue;
    const first = seen.get(id.value);
    if (first !== undefined)
      report.add(
        id,
        `Daemon ${first + 1} and daemon ${index + 1} are both called "${id.value}"`,
        "Give each an id of its own.",
      );
    seen.set(id.value, first ?? index);
  }
}

function refuseEntries(
  fields: Fields,
  key: "registries",
  message: string,
  hint: string,
  report: Report,
): void {
  const [first] = listOf(fields.get(key), `It is a list; today only the empty one: ${key}: [].`, report);
  if (first !== undefined) report.add(first, message, hint);
}

/** Reads foghorn.yaml. Names every mistake with its place and what would be right; takes all of it or nothing. */
export function parseConfig(text: string, surroundings: ConfigSurroundings): ParsedConfig {
  const { root, report } = readYaml(surroundings.file, text);
  if (report.problems.length > 0) return { ok: false, problems: report.problems };
  // An empty file is a file: no daemon is watched, and discovery does not come back behind somebody's back.
  if (root === undefined || (isScalar(root) && root.value === null)) {
    if (surroundings.isInForce !== true) return { ok: true, config: { daemons: [], actions: [] } };
    report.add(0, "The file is empty; what was in force stays", "To watch no host write daemons: [].");
    return { ok: false, problems: report.problems };
  }
  const fields = fieldsOf(root, "The file", TOP_KEYS, report);
  if (fields === undefined) return { ok: false, problems: report.problems };
  refuseEntries(
    fields,
    "registries",
    "This Foghorn does not watch registries yet",
    "Remove the entries, or the key.",
    report,
  );
  const web = fields.get("web");
  if (web !== undefined && !isMap(web.node))
    report.add(
      web.node ?? web.keyNode,
      `"web" is ${kindOf(web.node)}`,
      "It takes a block with the keys allowed_hosts, tls, trusted_proxies and runbooks.",
    );
  const nodes = listOf(fields.get("daemons"), "It is a list: each daemon begins with a hyphen.", report);
  if (nodes.length > DAEMON_LIMIT)
    report.add(
      nodes[DAEMON_LIMIT],
      `There are more than ${DAEMON_LIMIT} daemons`,
      "Let a second Foghorn watch the rest.",
    );
  refuseTwins(nodes, report);
  const daemons = nodes.map((node) => daemonOf(node, surroundings, report));
  const ids = daemons.flatMap((daemon) => daemon?.id ?? []);
  const actions = actionsOf(fields.get("actions"), ids, report);
  if (report.problems.length > 0) return { ok: false, problems: report.problems };
  return { ok: true, config: { daemons: daemons.filter((daemon) => daemon !== undefined), actions } };
}
