import { rmSync } from "node:fs";
import type { ChannelState } from "../../gate-protocol/answers.ts";
import { type RunningProcess, type SshForward, type SshTarget, scriptText, startProcess } from "../exec.ts";
import { type SshTrouble, sshReason } from "./ssh-reasons.ts";

// Holds the connection: its first line is the proof that sshd let us in and that a shell answers there.
const KEEPER = `
printf 'foghorn %s\\n' "$(id -un 2>/dev/null || id -u)"
while read -r line; do :; done
`;

const BACKOFF_FIRST_MS = 1_000;
const BACKOFF_LIMIT_MS = 8_000;
// Asking again at once cannot help, and sshd and its guards keep count of refusals.
const BACKOFF_REFUSED_MS = 30_000;
const REFUSED: ReadonlySet<SshTrouble> = new Set([
  "denied",
  "host-key-changed",
  "host-key-unknown",
  "configuration",
]);
const WELL_AFTER_MS = 30_000;

export interface SshMaster {
  readonly state: () => ChannelState;
  readonly close: () => Promise<void>;
}

/** Keeps one ssh connection up, with its control socket and the forwarded daemon socket. */
export function createSshMaster(
  target: SshTarget,
  forward: SshForward,
  onChange: (state: ChannelState) => void,
): SshMaster {
  let state: ChannelState = { state: "connecting", since: Date.now() };
  let running: RunningProcess | undefined;
  let retry: NodeJS.Timeout | undefined;
  let delayMs = BACKOFF_FIRST_MS;
  let isClosed = false;

  const become = (next: ChannelState): void => {
    const isSame =
      next.state === state.state && "reason" in next && "reason" in state && next.reason === state.reason;
    if (isSame || isClosed) return;
    state = next;
    onChange(next);
  };

  const connect = (): void => {
    if (isClosed) return;
    // Left by a gate that was killed: ssh would not share a connection over a name that exists.
    rmSync(target.controlPath, { force: true });
    rmSync(forward.localSocket, { force: true });
    const started = startProcess({ name: "ssh-master", target, forward });
    running = started;
    let head = "";
    let upAtMs: number | undefined;
    started.output.on("data", (chunk: Buffer) => {
      if (upAtMs !== undefined) return;
      head = (head + chunk.toString("utf8")).slice(-4_096);
      const account = /(?:^|\n)foghorn (\S{1,64})\n/.exec(head)?.[1];
      if (account === undefined) return;
      upAtMs = performance.now();
      become({ state: "up", since: Date.now(), account });
    });
    started.write(scriptText(KEEPER));
    void started.ended.then(({ errorText }) => {
      running = undefined;
      if (isClosed) return;
      const { trouble, text } = sshReason(errorText);
      if (upAtMs !== undefined && performance.now() - upAtMs > WELL_AFTER_MS) delayMs = BACKOFF_FIRST_MS;
      become({ state: "down", since: Date.now(), reason: text });
      retry = setTimeout(connect, REFUSED.has(trouble) ? BACKOFF_REFUSED_MS : delayMs);
      delayMs = Math.min(BACKOFF_LIMIT_MS, delayMs * 2);
    });
  };
  connect();

  return {
    state: () => state,
    close: async () => {
      isClosed = true;
      clearTimeout(retry);
      running?.stop();
      await running?.ended;
      rmSync(target.controlPath, { force: true });
      rmSync(forward.localSocket, { force: true });
    },
  };
}
