import { describe, expect, test } from "vitest";
import { readPastedLine } from "./pasted-line.ts";

const WORDS = 'failed to start daemon: "/srv" is locked';

describe("a pasted line is taken out of what journals, terminals and tools put around it", () => {
  test.each([
    ["as dockerd printed it", WORDS, { text: WORDS }],
    ["journalctl", `Nov 21 15:00:01 web-1 dockerd[812]: ${WORDS}`, { voice: "dockerd", text: WORDS }],
    [
      "journalctl -o short-iso",
      `2026-11-21T15:00:01+0000 web-1 dockerd[812]: ${WORDS}`,
      { voice: "dockerd", text: WORDS },
    ],
    ["without a pid", `Nov  1 15:00:01 web-1 dockerd: ${WORDS}`, { voice: "dockerd", text: WORDS }],
    [
      "a month in another language",
      `11月 21 15:00:01 web-1 dockerd[812]: ${WORDS}`,
      { voice: "dockerd", text: WORDS },
    ],
    ["the client, which has the daemon's old name", `docker: ${WORDS}`, { voice: "client", text: WORDS }],
    ["without host", `dockerd[812]: ${WORDS}`, { voice: "dockerd", text: WORDS }],
    ["indented", `   \tdockerd[812]: ${WORDS}`, { voice: "dockerd", text: WORDS }],
    [
      "through grep",
      `/var/log/messages-2026.log:812:Nov 21 15:00:01 web-1 dockerd[8]: ${WORDS}`,
      { voice: "dockerd", text: WORDS },
    ],
    ["through compose", `docker_1  | ${WORDS}`, { text: WORDS }],
    ["a terminal", `FATA[0001] ${WORDS}`, { level: "fatal", text: WORDS }],
    [
      "behind the dots of loading",
      `.....INFO[0001] Loading containers: done.`,
      { level: "info", text: "Loading containers: done." },
    ],
    ["a step of CI", `2026-11-21T15:00:01.1230000Z ##[error]${WORDS}`, { text: WORDS }],
    ["a time of Jenkins", `[2026-11-21T15:00:01.123Z] ${WORDS}`, { text: WORDS }],
    ["a time alone", `15:00:01  ${WORDS}`, { text: WORDS }],
    ["GitLab's stream", `2026-11-21T15:00:01.123456Z 01E ${WORDS}`, { text: WORDS }],
    ["a step of BuildKit", `#12 3.456 ${WORDS}`, { text: WORDS }],
    ["a box of Terraform", `│ ${WORDS}`, { text: WORDS }],
    ["kubectl", `[pod/ci-0/dind] ${WORDS}`, { text: WORDS }],
    ["a file of the kubelet", `2026-11-21T15:00:01.123456789Z stderr F ${WORDS}`, { text: WORDS }],
    ["an item of a list", `- ${WORDS}`, { text: WORDS }],
    ["zeros of a torn file", `\u0000\u0000${WORDS}\r`, { text: WORDS }],
    ["the mark of an encoding", `\ufeff${WORDS}`, { text: WORDS }],
    ["colours as rsyslog writes them", `#033[31mFATA#033[0m[0001] ${WORDS}`, { level: "fatal", text: WORDS }],
    ["colours that lost their beginning", `[31mFATA[0m[0001] ${WORDS}`, { level: "fatal", text: WORDS }],
    [
      "a level before what looks like a name",
      `DEBU[0001] libcontainerd: ${WORDS}`,
      { level: "debug", text: `libcontainerd: ${WORDS}` },
    ],
    ["colours", `\u001b[31mFATA\u001b[0m[0001] ${WORDS}`, { level: "fatal", text: WORDS }],
    ["behind the key that ended it", `^CFATA[0001] ${WORDS}`, { level: "fatal", text: WORDS }],
    ["quoted in Markdown", `> ${WORDS}`, { text: WORDS }],
    ["as code", `\`${WORDS}`, { text: WORDS }],
    ["through a deployment tool", `[192.0.2.7] out: dockerd[8]: ${WORDS}`, { voice: "dockerd", text: WORDS }],
    ["the log of Docker Desktop", `[2026-11-21T15:00:01.000000001Z][dockerd][I] ${WORDS}`, { text: WORDS }],
    [
      "what ended it says so",
      `level=fatal msg="out of luck"`,
      { level: "fatal", text: "out of luck\nlevel=fatal" },
    ],
    ["JSON of a log driver", JSON.stringify({ log: `${WORDS}\n`, stream: "stderr" }), { text: WORDS }],
    [
      "JSON of dockerd itself",
      JSON.stringify({ level: "error", msg: WORDS, error: 'no "such" file', time: "2026-11-21T15:00:01Z" }),
      { level: "error", text: `${WORDS}\nerror=no "such" file` },
    ],
    [
      "JSON of the journal, with who it was, in bytes",
      JSON.stringify({ MESSAGE: [...Buffer.from(WORDS)], SYSLOG_IDENTIFIER: "dockerd", _PID: "8" }),
      { voice: "dockerd", text: WORDS },
    ],
    [
      "JSON of the journal, from the kernel",
      JSON.stringify({ MESSAGE: "EXT4-fs error (device sda1)", _TRANSPORT: "kernel" }),
      { voice: "kernel", text: "EXT4-fs error (device sda1)" },
    ],
    ["JSON of the journal", JSON.stringify({ MESSAGE: WORDS, PRIORITY: "3" }), { text: WORDS }],
    [
      "systemd",
      "Nov 21 15:00:01 web-1 systemd[1]: docker.service: Failed with result 'exit-code'.",
      { voice: "systemd", text: "docker.service: Failed with result 'exit-code'." },
    ],
    [
      "the kernel's ring",
      "[86813.898404] EXT4-fs error (device sda1)",
      { voice: "kernel", text: "EXT4-fs error (device sda1)" },
    ],
    [
      "the kernel through syslog",
      "Nov 21 15:00:01 web-1 kernel: [86813.898404] EXT4-fs error (device sda1)",
      { voice: "kernel", text: "EXT4-fs error (device sda1)" },
    ],
    [
      "dmesg -T",
      "[Sat Nov 21 15:00:01 2026] EXT4-fs error (device sda1)",
      { voice: "kernel", text: "EXT4-fs error (device sda1)" },
    ],
    [
      "kubelet quoting",
      "Nov 21 15:00:01 m1 kubelet[9]: E1121 15:00:01.254570    9 server.go:273] no daemon",
      { voice: "client", text: "no daemon" },
    ],
    [
      "kubelet in a container of the engine",
      "Nov 21 15:00:01 m1 docker[9]: I1121 15:00:01.254570    9 kubelet.go:18] no daemon",
      { voice: "client", text: "no daemon" },
    ],
    ["quoted in a letter", `> > ${WORDS}`, { text: WORDS }],
    ["as code", "`panic: it ends`", { text: "panic: it ends`" }],
    [
      "the kernel to all terminals",
      "kernel:[86813.898404] EXT4-fs error (device sda1)",
      { voice: "kernel", text: "EXT4-fs error (device sda1)" },
    ],
    [
      "a message that was cut off",
      'dockerd[8]: time="2026-11-21T15:00:00Z" level=error msg="Failed to start container 3f: mkdi',
      { voice: "dockerd", level: "error", text: "Failed to start container 3f: mkdi" },
    ],
    [
      "quotes within quotes that lost their escapes",
      'level=error msg="StopContainer for "3f" failed" error="too late"',
      { level: "error", text: 'StopContainer for "3f" failed" error="too late"' },
    ],
    [
      "a sentence with a colon",
      "Error response from daemon: conflict",
      { text: "Error response from daemon: conflict" },
    ],
  ])("%s", (_name, raw, expected) => {
    expect(readPastedLine(raw)).toEqual(expected);
  });

  test("fields follow the message, each on a line of its own, unescaped", () => {
    expect(
      readPastedLine(
        'Nov 21 15:00:01 web-1 dockerd[8]: time="2026-11-21T15:00:01Z" level=error msg="cannot \\"stop\\" it" error="no such file" container=3f',
      ),
    ).toEqual({
      voice: "dockerd",
      level: "error",
      text: 'cannot "stop" it\nerror=no such file\ncontainer=3f',
    });
  });

  test.each(["", "   ", "{", '{"log":', "\u001b[", "[", "time=", 'time="', "a".repeat(40_000)])(
    "%j does not throw",
    (raw) => {
      expect(typeof readPastedLine(raw).text).toBe("string");
    },
  );
});
