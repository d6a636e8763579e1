import { dirname, isAbsolute, resolve } from "node:path";
import { isMap, isScalar, type Node } from "yaml";
import { isHostId } from "../../domain/ids.ts";
import type { ConfigProblem } from "../../gate-protocol/answers.ts";
import type { DaemonAddress } from "../host-channel.ts";
import { type ParsedUrl, parseDaemonUrl } from "./daemon-url.ts";
import { type Field, type Fields, fieldsOf, flagOf, labelsOf, listOf, textOf } from "./fields.ts";
import { kindOf, type Report, readYaml } from "./yaml-text.ts";

/** What the gate takes from foghorn.yaml. `web:` is read by web. */
export interface GateConfig {
  readonly daemons: readonly DaemonAddress[];
}

export type ParsedConfig =
  | { readonly ok: true; readonly config: GateConfig }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

export interface ConfigSurroundings {
  readonly file: string;
  /** For all ssh daemons: FOGHORN_SSH_CONFIG. */
  readonly sshConfigFile?: string;
}

const TOP_KEYS = ["daemons", "actions", "registries", "web"] as const;
const DAEMON_KEYS = ["id", "url", "labels", "socket", "identity", "tls", "insecure", "log_file"] as const;
const TLS_KEYS = ["ca", "cert", "key"] as const;
const DEFAULT_SOCKET = "/run/docker.sock";
const DAEMON_LIMIT = 500;

const ID_HINT = "lower-case letters, digits and hyphens, at most 63: fra1-app-07";

/** A file of the gate's machine; written relative it is meant relative to foghorn.yaml. */
function fileOf(
  field: Field | undefined,
  surroundings: ConfigSurroundings,
  report: Report,
): string | undefined {
  const text = textOf(field, "the path of a file", report);
  if (text === undefined) return undefined;
  return isAbsolute(text) ? text : resolve(dirname(surroundings.file), text);
}

function absoluteOf(field: Field | undefined, hint: string, report: Report): string | undefined {
  const text = textOf(field, hint, report);
  if (text === undefined) return undefined;
  if (/^\/[^\0\n\r]{1,254}$/.test(text) && !text.split("/").includes("..")) return text;
  report.add(field?.node, `${field?.key} is not an absolute path`, hint);
  return undefined;
}

/** Fields that mean nothing for this transport are mistakes: somebody expected something of them. */
function refuseFields(fields: Fields, names: readonly string[], why: string, report: Report): void {
  for (const name of names) {
    const field = fields.get(name);
    if (field !== undefined) report.add(field.keyNode, `${name} has no meaning for ${why}`, `remove ${name}`);
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
    if (isInsecure) report.add(fields.get("insecure")?.keyNode, "insecure beside tls", "remove insecure");
    const files = fieldsOf(tls.node ?? tls.keyNode, "tls", TLS_KEYS, report);
    const [caFile, certFile, keyFile] = TLS_KEYS.map((name) => {
      const file = fileOf(files?.get(name), surroundings, report);
      if (files !== undefined && !files.has(name))
        report.add(tls.keyNode, `tls has no ${name}`, "mutual TLS needs ca, cert and key");
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
      "tcp:// without tls gives the daemon, and with it the host, to anybody on the way",
      "tls: {ca: ca.pem, cert: cert.pem, key: key.pem}, or insecure: true if that is meant",
    );
  return { transport: "tcp", host: url.host, port: url.port, isInsecure };
}

function targetOf(url: ParsedUrl, fields: Fields, surroundings: ConfigSurroundings, report: Report): Target {
  if (url.kind === "tcp") return tcpTarget(url, fields, surroundings, report);
  refuseFields(fields, ["tls", "insecure"], `${url.kind}://`, report);
  const socket = absoluteOf(
    fields.get("socket"),
    "the daemon's socket on its host: /run/docker.sock",
    report,
  );
  if (url.kind === "unix") {
    refuseFields(fields, ["identity"], "unix://", report);
    if (socket !== undefined && socket !== url.socketPath)
      report.add(fields.get("socket")?.keyNode, "url and socket name different paths", "remove socket");
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
  const fields = fieldsOf(node, "a daemon", DAEMON_KEYS, report);
  if (fields === undefined) return undefined;
  for (const name of ["id", "url"])
    if (!fields.has(name))
      report.add(
        node,
        `a daemon without ${name}`,
        name === "id" ? `id: ${ID_HINT}` : "url: ssh://root@10.0.0.5",
      );
  const id = textOf(fields.get("id"), ID_HINT, report);
  if (id !== undefined && !isHostId(id))
    report.add(fields.get("id")?.node, `"${id.slice(0, 80)}" is no id`, ID_HINT);
  const labels = labelsOf(fields.get("labels"), report);
  const urlText = textOf(
    fields.get("url"),
    "unix:///run/docker.sock, ssh://root@10.0.0.5 or tcp://host:2376",
    report,
  );
  const logFile = absoluteOf(
    fields.get("log_file"),
    "a file on the daemon's host: /var/log/docker.log",
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
        `daemon ${first + 1} and daemon ${index + 1} are both called ${id.value}`,
        "ids are unique",
      );
    seen.set(id.value, first ?? index);
  }
}

function refuseEntries(
  fields: Fields,
  key: "actions" | "registries",
  message: string,
  hint: string,
  report: Report,
): void {
  const [first] = listOf(fields.get(key), `${key}: []`, report);
  if (first !== undefined) report.add(first, message, hint);
}

/** Reads foghorn.yaml. Names every mistake with its place and what would be right; takes all of it or nothing. */
export function parseConfig(text: string, surroundings: ConfigSurroundings): ParsedConfig {
  const { root, report } = readYaml(surroundings.file, text);
  if (report.problems.length > 0) return { ok: false, problems: report.problems };
  // An empty file is a file: no daemon is watched, and discovery does not come back behind somebody's back.
  if (root === undefined || (isScalar(root) && root.value === null))
    return { ok: true, config: { daemons: [] } };
  const fields = fieldsOf(root, "foghorn.yaml", TOP_KEYS, report);
  if (fields === undefined) return { ok: false, problems: report.problems };
  refuseEntries(
    fields,
    "actions",
    "this Foghorn has no actions yet: nothing it does changes a host",
    "actions: []",
    report,
  );
  refuseEntries(fields, "registries", "this Foghorn does not watch registries yet", "registries: []", report);
  const web = fields.get("web");
  if (web !== undefined && !isMap(web.node))
    report.add(
      web.node ?? web.keyNode,
      `web is ${kindOf(web.node)}`,
      "a block with allowed_hosts, tls, trusted_proxies",
    );
  const nodes = listOf(fields.get("daemons"), "a list: each daemon with a hyphen in front", report);
  if (nodes.length > DAEMON_LIMIT)
    report.add(nodes[DAEMON_LIMIT], `more than ${DAEMON_LIMIT} daemons`, "a second Foghorn for the rest");
  refuseTwins(nodes, report);
  const daemons = nodes.map((node) => daemonOf(node, surroundings, report));
  if (report.problems.length > 0) return { ok: false, problems: report.problems };
  return { ok: true, config: { daemons: daemons.filter((daemon) => daemon !== undefined) } };
}
