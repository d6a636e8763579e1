import { rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hostSocket } from "../../lab/api.ts";
import type { AnswerOf } from "../gate-protocol/answers.ts";
import { DEADLINE, ENGINES, type LabEngine, startLabEngine } from "./testing/lab-engine.ts";
import { startTestGate, type TestGate } from "./testing/running-gate.ts";

// A proxy in front of the real engine writes down every byte that the gate sends.

describe.each(ENGINES)("everything the gate sends to engine %s", (engine) => {
  const proxyPath = `/tmp/fx-${process.pid}-${engine}.sock`;
  const sent: string[] = [];
  let lab: LabEngine;
  let proxy: Server;
  let gate: TestGate | undefined;

  beforeAll(async () => {
    lab = await startLabEngine(engine);
    proxy = createServer((client) => {
      const daemon = connect(hostSocket(lab.name));
      for (const socket of [client, daemon]) socket.on("error", () => {});
      client.on("data", (bytes) => sent.push(bytes.toString("latin1")));
      client.pipe(daemon).pipe(client);
    });
    await new Promise<void>((resolve) => proxy.listen(proxyPath, resolve));
    gate = await startTestGate({ env: { DOCKER_HOST: `unix://${proxyPath}` } });
  });
  afterAll(async () => {
    await gate?.stop();
    proxy?.close();
    await rm(proxyPath, { force: true });
    await lab?.stop();
  });

  const first = async <Value>(values: AsyncIterable<Value>): Promise<Value | undefined> => {
    for await (const value of values) return value;
    return undefined;
  };

  test("is a GET without a body, on a path from the policy's list", async () => {
    const { gate: client } = gate as TestGate;
    await expect
      .poll(async () => (await client.ask("docker.ping", { host: "local" }, DEADLINE)).ok, {
        timeout: 10_000,
      })
      .toBe(true);
    const host = { host: "local" };
    const list: AnswerOf<"docker.containers"> = await client.ask("docker.containers", host, DEADLINE);
    if (!list.ok) throw new Error(list.message);
    for (const op of ["docker.version", "docker.info", "docker.networks"] as const)
      expect((await client.ask(op, host, DEADLINE)).ok).toBe(true);
    const { signal } = new AbortController();
    for (const { id } of list.reading) {
      expect((await client.ask("docker.inspect", { ...host, id }, DEADLINE)).ok).toBe(true);
      await first(client.follow("container.logs", { ...host, id, tail: 5, follow: false }, { signal }));
    }
    await first(client.follow("spool.follow", host, { signal }));

    const requests = sent
      .join("")
      .split("\r\n\r\n")
      .filter((request) => request !== "");
    expect(requests.length).toBeGreaterThan(10);
    const allowed =
      /^GET (?:\/_ping|\/v1\.\d\d\/(?:version|info|networks|events\?since=0|containers\/json\?all=1|containers\/[0-9a-f]{64}\/(?:json|logs\?[\w=&.]+))) HTTP\/1\.1\r\n/;
    for (const request of requests) {
      expect(request).toMatch(allowed);
      expect(request.toLowerCase()).not.toMatch(/content-length|transfer-encoding|upgrade|x-registry/);
    }
  });

  test("is what discovery climbs with: connect, ping, version, list, inspect", async () => {
    const tries = async () => (await (gate as TestGate).gate.ask("gate.status", {}, DEADLINE)).discovery;
    await expect
      .poll(async () => (await tries())[0]?.rungs.map((rung) => `${rung.name} ${rung.ok}`), {
        timeout: 10_000,
      })
      .toEqual(["connect true", "ping true", "version true", "list true", "inspect true"]);
    expect((await tries())[0]).toMatchObject({
      origin: "DOCKER_HOST",
      hostId: "local",
      verdict: expect.stringMatching(/^Docker \d+\..*, 4 containers, answers in \d+ ms\. It is watched\.$/),
    });
  });
});
