import { describe, expect, test } from "vitest";
import type { LogUnit } from "../signal.ts";
import { markLine } from "./mark-line.ts";

const severityOf = (unit: LogUnit, text: string) => markLine({ unit, text })?.signature.severity;

describe("the mark of an engine log line says no more than the line does", () => {
  test.each<[string, LogUnit, string, string | undefined]>([
    [
      "a warning can wait, also when it is about containerd",
      "dockerd",
      'time="2026-11-18T03:09:01Z" level=warning msg="Failed to retrieve containerd version: context deadline exceeded"',
      "ticket",
    ],
    [
      "an error of the daemon is a page",
      "dockerd",
      'time="2026-11-18T03:09:01Z" level=error msg="Handler for POST /containers/create returned error: write /var/lib/docker/x: no space left on device"',
      "page",
    ],
    [
      "a start that fails for the file is a page",
      "dockerd",
      "unable to configure the Docker daemon with file /etc/docker/daemon.json: invalid character '}' looking for beginning of object key string",
      "page",
    ],
    [
      "a reload that fails is a ticket: the daemon runs on",
      "dockerd",
      `time="2026-11-18T03:09:01Z" level=error msg="Error reconfiguring the daemon: unable to configure the Docker daemon with file /etc/docker/daemon.json: invalid character '}' looking for beginning of object key string"`,
      "ticket",
    ],
    [
      "what means something only in a paste has no mark",
      "dockerd",
      'time="2026-11-18T03:09:01Z" level=warning msg="grpc: addrConn.createTransport failed to connect to {unix:///run/containerd/containerd.sock}. Err: connection refused. Reconnecting..."',
      undefined,
    ],
    [
      "last words outside of levels are a page",
      "dockerd",
      "panic: runtime error: index out of range",
      "page",
    ],
    [
      "a fatal start is a page",
      "dockerd",
      'time="2026-11-18T03:09:01Z" level=fatal msg="Error starting daemon: pid file found"',
      "page",
    ],
    [
      "systemd's word of a dead dockerd is a page",
      "systemd",
      "docker.service: Main process exited, code=killed, status=9/KILL",
      "page",
    ],
    [
      "an end that went well is none",
      "systemd",
      "docker.service: Main process exited, code=exited, status=0/SUCCESS",
      undefined,
    ],
    [
      "what is told for information is none",
      "dockerd",
      'time="2026-11-18T03:09:01Z" level=info msg="no space left on device was seen by the garbage collector"',
      undefined,
    ],
    [
      "a killed container can wait",
      "kernel",
      `oom-kill:constraint=CONSTRAINT_MEMCG,oom_memcg=/system.slice/docker-${"a".repeat(64)}.scope,task=tail`,
      "ticket",
    ],
  ])("%s", (_name, unit, text, severity) => {
    expect(severityOf(unit, text)).toBe(severity);
  });

  test("a line keeps its mark when it loses its severity, so that it still tells the time of something", () => {
    expect(
      markLine({ unit: "dockerd", text: 'level=info msg="no space left on device"' })?.signature.id,
    ).toBe("no-space");
  });
});

test.each([
  `time="2026-11-21T15:29:27Z" level=warning msg="cleaning up after shim disconnected" id=${"ab".repeat(32)} namespace=moby`,
  'time="2026-11-21T15:29:27Z" level=warning msg="cleanup warnings time=\\"2026-11-21T15:29:27Z\\" level=info msg=\\"starting signal loop\\" namespace=moby pid=812"',
])("what containerd warns of at each end of a container is known, and no fault: %s", (text) => {
  expect(markLine({ unit: "containerd", text })?.signature).toMatchObject({ id: "shim-cleaned-up" });
  expect(severityOf("containerd", text)).toBeUndefined();
});
