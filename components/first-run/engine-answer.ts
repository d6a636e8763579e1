import type { ConsoleView, HostDetail } from "#lib/protocol/views.ts";
import { RUNGS } from "../host/connection-words.ts";
import { engineText, plural } from "../ui/format.ts";

/** What an engine answered when it was tried, and what to do where it did not. */
export interface EngineAnswer {
  readonly isWatched: boolean;
  /** Nobody knows yet: the first try is under way. */
  readonly isTrying: boolean;
  /** A few words that stand first. */
  readonly lead: string;
  readonly text?: string;
  readonly command?: string;
  /** It is the way over ssh that fails. */
  readonly isSshFailing?: true;
  readonly rungs: ConsoleView["discovery"][number]["rungs"];
}

/** Whose ssh it is: what works in a person's own shell may not work in Foghorn's. */
export const SSH_HELP =
  "Foghorn goes in as the account it runs as, with that account's ssh_config, keys and known hosts, or with the file that FOGHORN_SSH_CONFIG names.";

/** What was recorded is not there to be asked: no command of it would run. With `hostCount` others beside it live. */
export const isLive = (recording: ConsoleView["recording"], host?: Pick<HostDetail, "isRecorded">): boolean =>
  recording === undefined || (recording.hostCount !== undefined && host?.isRecorded !== true);

/** In words from what is known of a configured host. Commands are to be run by a person; none changes anything. */
export function engineAnswer(host: HostDetail): EngineAnswer {
  const rungs = host.ladder.map(({ rung, ok, text }) => ({
    name: rung,
    text,
    ...(ok !== undefined && { ok }),
  }));
  const failing = host.ladder.find(({ ok }) => ok === false);
  const answered = host.ladder.some(({ rung, ok }) => rung === "ping" && ok === true);
  const { channel } = host;
  if (answered && failing === undefined) {
    const facts = [
      host.engineVersion === undefined ? "It answers" : engineText(host),
      host.containersRunning === undefined ? "" : plural(host.containersRunning, "container"),
      host.pingMs === undefined ? "" : `answers in ${Math.max(1, Math.round(host.pingMs))} ms`,
    ];
    return { isWatched: true, isTrying: false, lead: facts.filter(Boolean).join(", "), rungs };
  }
  const base = { isWatched: false, isTrying: false, rungs };
  if (channel.state === "down")
    return {
      ...base,
      rungs: [{ name: "connect", ok: false, text: channel.reason ?? "no connection" }],
      lead: channelLead(host),
      ...(channel.reason !== undefined && { text: channel.reason }),
      ...(host.transport === "ssh" && { isSshFailing: true }),
      ...commandOf(host, tryTheWay(host)),
    };
  if (failing === undefined)
    return { ...base, isTrying: true, lead: "Being tried", text: "nothing has answered yet" };
  const stopsAt = host.connection.find(({ ok }) => ok === false);
  if (stopsAt !== undefined)
    return {
      ...base,
      lead: capital(RUNGS[stopsAt.rung].stops),
      text: `${stopsAt.text}. ${RUNGS[stopsAt.rung].here}`,
      ...commandOf(host, SOCKET_COMMANDS[stopsAt.rung]),
    };
  return {
    ...base,
    lead: `It stops at ${failing.rung}`,
    text: failing.text,
    ...commandOf(host, SOCKET_COMMANDS.answers),
  };
}

function channelLead(host: HostDetail): string {
  const reason = host.channel.reason ?? "";
  if (/permission denied|publickey/i.test(reason)) return "Login refused";
  if (/host key|known_hosts/i.test(reason)) return "The host’s key is not known";
  if (/certificate|x509|tls/i.test(reason)) return "The certificates do not fit";
  if (/could not resolve|not known/i.test(reason)) return "There is no host of this name";
  return host.transport === "ssh" ? "No way in over ssh" : "No connection";
}

/** What shows a person the same failure, with more words than Foghorn has. */
function tryTheWay(host: HostDetail): string | undefined {
  const { hostname, port, username } = addressOf(host.url);
  if (hostname === "") return undefined;
  if (host.transport === "tcp") return `docker --tlsverify -H ${host.url} version`;
  if (host.transport !== "ssh") return undefined;
  const to = username === "" ? hostname : `${username}@${hostname}`;
  return `ssh${port === "" ? "" : ` -p ${port}`} ${to} docker version`;
}

function addressOf(url: string): { hostname: string; port: string; username: string } {
  // `ssh:` is not special to URL, so host and user come out as they were written.
  if (!URL.canParse(url)) return { hostname: "", port: "", username: "" };
  const { hostname, port, username } = new URL(url);
  const isPlain = /^[\w.:[\]-]*$/.test(hostname) && /^[\w.-]*$/.test(username);
  return isPlain ? { hostname, port, username } : { hostname: "", port: "", username: "" };
}

const SOCKET_COMMANDS: Readonly<Record<keyof typeof RUNGS, string>> = {
  exists: "systemctl status docker.service docker.socket",
  "may-open": "ls -l /run/docker.sock; id",
  listens: "systemctl status docker.service docker.socket",
  answers: "journalctl -u docker -n 50 --no-pager",
};

/** A socket's commands run on the host itself. */
function commandOf(host: HostDetail, command: string | undefined): { readonly command?: string } {
  if (command === undefined) return {};
  const { hostname, username } = addressOf(host.url);
  const isRemote = host.transport === "ssh" && hostname !== "" && !command.startsWith("ssh");
  if (!isRemote) return { command };
  return { command: `ssh ${username === "" ? "" : `${username}@`}${hostname} '${command}'` };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
