import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import type { Readable } from "node:stream";

/*
 * The only file of the project that starts programs on behalf of the gate: a closed table of argument
 * arrays. Nothing here is interpreted by a shell on our side; what runs on a host is one of our own
 * constant scripts, sent over standard input, so a login shell of any kind sees only BOOTSTRAP.
 */

/** Where ssh goes, as configured; every field is checked before it becomes an argument. */
export interface SshTarget {
  readonly destination: string;
  readonly port?: number;
  readonly identityFile?: string;
  readonly configFile?: string;
  readonly controlPath: string;
}

export interface SshForward {
  readonly localSocket: string;
  readonly remoteSocket: string;
}

export type Command =
  | { readonly name: "local-shell" }
  | { readonly name: "ssh-shell"; readonly target: SshTarget }
  | { readonly name: "ssh-master"; readonly target: SshTarget; readonly forward: SshForward };

export interface ProcessEnd {
  readonly code: number | undefined;
  readonly signal: string | undefined;
  /** The last of what was written to standard error, at most 8 KiB. */
  readonly errorText: string;
}

/** A running program. It ends by itself when our side closes its standard input or dies. */
export interface RunningProcess {
  readonly output: Readable;
  /** Bytes are queued by Node; writing to a program that has ended is ignored. */
  readonly write: (text: string) => void;
  /** Resolves once, never rejects: a program that could not be started ends at once. */
  readonly ended: Promise<ProcessEnd>;
  readonly errorText: () => string;
  /** Closes its input; what is still there after `STOP_GRACE_MS` is killed. */
  readonly stop: () => void;
}

// Reads our script up to a line with a single dot, then runs it. Understood alike by sh, bash, zsh, fish and csh.
const BOOTSTRAP = `n=$(printf "\\n."); n=\${n%.}; while IFS= read -r l && [ "$l" != . ]; do p=$p$n$l; done; eval "$p"`;

const SSH_OPTIONS: readonly string[] = [
  // Never a question: nobody sits at the gate's terminal.
  ...["-o", "BatchMode=yes", "-T"],
  ...["-o", "ConnectTimeout=8", "-o", "ServerAliveInterval=4", "-o", "ServerAliveCountMax=2"],
  ...["-o", "ForwardAgent=no", "-o", "ForwardX11=no", "-o", "PermitLocalCommand=no"],
  ...["-o", "RemoteCommand=none", "-o", "EscapeChar=none", "-o", "ControlPersist=no"],
  // Our reasons are read from what ssh says; a user's quiet ssh_config would hide them.
  ...["-o", "LogLevel=INFO"],
];

const COMMANDS = {
  "local-shell": { file: "/bin/sh", firstByteMs: 5_000 },
  "ssh-shell": { file: "ssh", firstByteMs: 12_000 },
  "ssh-master": { file: "ssh", firstByteMs: 20_000 },
} as const satisfies Record<Command["name"], { file: string; firstByteMs: number }>;

const ERROR_TEXT_BYTES = 8_192;
const STOP_GRACE_MS = 1_000;

const DESTINATION = /^[A-Za-z0-9_.@:[\]%+-]{1,255}$/;
const FILE_PATH = /^\/[^\n\r"\\]{0,1023}$/;
const SOCKET_PATH = /^\/[A-Za-z0-9._/+@-]{0,106}$/;

/**
 * Starts one command of the table. Throws RangeError for a target that could be read as an option;
 * a program that cannot be started is an `ended`, not an exception. It is killed when it says nothing
 * within its deadline for the first byte.
 */
export function startProcess(command: Command): RunningProcess {
  const { file, firstByteMs } = COMMANDS[command.name];
  const child = spawn(file, argumentsOf(command), {
    stdio: ["pipe", "pipe", "pipe"],
    // A session of its own: Ctrl-C at the terminal belongs to the supervisor, and one kill reaches all of it.
    detached: true,
    env: environmentFor(command),
    cwd: "/",
  });
  return watch(child, firstByteMs, command.name === "ssh-master");
}

/** Runs `script` in a shell and collects what it prints: at most `limitBytes`, at most `deadlineMs`. */
export async function runScript(
  command: Extract<Command, { name: "local-shell" | "ssh-shell" }>,
  script: string,
  limits: { readonly deadlineMs: number; readonly limitBytes: number },
): Promise<
  ProcessEnd & { readonly output: Buffer; readonly isTruncated: boolean; readonly isLate: boolean }
> {
  const running = startProcess(command);
  const chunks: Buffer[] = [];
  let held = 0;
  let isTruncated = false;
  let isLate = false;
  running.output.on("data", (chunk: Buffer) => {
    if (isTruncated) return;
    chunks.push(chunk);
    held += chunk.length;
    if (held < limits.limitBytes) return;
    isTruncated = true;
    running.stop();
  });
  const deadline = setTimeout(() => {
    isLate = true;
    running.stop();
  }, limits.deadlineMs);
  running.write(scriptText(script));
  const end = await running.ended;
  clearTimeout(deadline);
  return { ...end, output: Buffer.concat(chunks).subarray(0, limits.limitBytes), isTruncated, isLate };
}

/** A script as BOOTSTRAP reads it: without comments and indentation, since sh reads a pipe byte by byte. */
export const scriptText = (script: string): string =>
  `${script
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .join("\n")}\n.\n`;

export function argumentsOf(command: Command): readonly string[] {
  switch (command.name) {
    case "local-shell":
      return ["-c", BOOTSTRAP];
    case "ssh-shell":
      // Without a master this would open a connection of its own: ControlMaster=no plus a proxy that fails.
      return [
        ...[...targetOptions(command.target), "-o", "ControlMaster=no", "-o", "ProxyCommand=false"],
        ...["--", command.target.destination, `exec /bin/sh -c '${BOOTSTRAP}'`],
      ];
    case "ssh-master": {
      const { localSocket, remoteSocket } = command.forward;
      checked(SOCKET_PATH, localSocket, "socket path");
      checked(SOCKET_PATH, remoteSocket, "socket path");
      return [
        ...[...targetOptions(command.target), "-o", "ControlMaster=yes", "-o", "StreamLocalBindUnlink=yes"],
        ...["-L", `${localSocket}:${remoteSocket}`],
        ...["--", command.target.destination, `exec /bin/sh -c '${BOOTSTRAP}'`],
      ];
    }
  }
}

function targetOptions(target: SshTarget): readonly string[] {
  if (target.destination.startsWith("-")) throw new RangeError("an ssh destination cannot start with -");
  checked(DESTINATION, target.destination, "ssh destination");
  checked(SOCKET_PATH, target.controlPath, "control path");
  const { port, identityFile, configFile } = target;
  return [
    ...(configFile === undefined ? [] : ["-F", checked(FILE_PATH, configFile, "ssh configuration file")]),
    ...SSH_OPTIONS,
    ...["-S", target.controlPath],
    ...(port === undefined ? [] : ["-p", String(port)]),
    ...(identityFile === undefined ? [] : ["-i", checked(FILE_PATH, identityFile, "identity file")]),
  ];
}

function checked(pattern: RegExp, text: string, what: string): string {
  if (!pattern.test(text)) throw new RangeError(`not a ${what} that ssh can be given: ${text.slice(0, 120)}`);
  return text;
}

function environmentFor(command: Command): NodeJS.ProcessEnv {
  // ssh, its agent and its ProxyCommands need the operator's environment; Foghorn's own secrets stay out of it.
  const passed = Object.entries(process.env).filter(([name]) =>
    command.name === "local-shell" ? name === "PATH" : !/^(FOGHORN|NODE|npm)_/i.test(name),
  );
  return Object.fromEntries(passed) as NodeJS.ProcessEnv;
}

function watch(
  child: ChildProcessWithoutNullStreams,
  firstByteMs: number,
  endsAtOnce: boolean,
): RunningProcess {
  let errorText = "";
  let isOver = false;
  const kill = (signal: "SIGTERM" | "SIGKILL"): void => {
    if (isOver || child.pid === undefined) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // Gone between the look and the signal.
    }
  };
  const first = setTimeout(kill, firstByteMs, "SIGKILL");
  child.stdout.once("data", () => clearTimeout(first));
  child.stdin.on("error", () => undefined);
  child.stderr.on("data", (chunk: Buffer) => {
    errorText = (errorText + chunk.toString("utf8")).slice(-ERROR_TEXT_BYTES);
  });
  const ended = new Promise<ProcessEnd>((resolve) => {
    const end = (code: number | undefined, signal: string | undefined): void => {
      isOver = true;
      clearTimeout(first);
      resolve({ code, signal, errorText });
    };
    child.once("error", (error) => {
      errorText = `${errorText}${error.message}\n`;
      end(undefined, undefined);
    });
    child.once("close", (code, signal) => end(code ?? undefined, signal ?? undefined));
  });
  return {
    output: child.stdout,
    write: (text) => {
      if (!isOver && child.stdin.writable) child.stdin.write(text);
    },
    ended,
    errorText: () => errorText,
    stop: () => {
      if (isOver) return;
      child.stdin.end();
      // A master waits for the last forwarded connection, and somebody always holds one.
      if (endsAtOnce) kill("SIGTERM");
      setTimeout(kill, STOP_GRACE_MS, "SIGKILL").unref();
    },
  };
}
