import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEADLINE, ENGINES } from "../testing/lab-engine.ts";
import { collectSpool, startTestGate, type TestGate } from "../testing/running-gate.ts";
import { startTlsEngine, TLS_PORT, type TlsEngine } from "../testing/tls-engine.ts";

describe.each(ENGINES)("engine %s over TCP", (engine) => {
  let lab: TlsEngine;
  let gate: TestGate | undefined;

  beforeAll(async () => {
    lab = await startTlsEngine(engine);
    const { address, tls } = lab;
    const own = tls("ca.pem", "cert.pem", "key.pem");
    gate = await startTestGate({
      config: `daemons:
  - ${lab.daemon("good")}
  - {id: other-ca, url: "tcp://${address}:${TLS_PORT}", ${tls("other-ca.pem", "cert.pem", "key.pem")}}
  - {id: other-client, url: "tcp://${address}:${TLS_PORT}", ${tls("ca.pem", "other-cert.pem", "other-key.pem")}}
  - {id: no-file, url: "tcp://${address}:${TLS_PORT}", ${tls("ca.pem", "missing.pem", "key.pem")}}
  - {id: plain, url: "tcp://${address}:${TLS_PORT}", insecure: true}
  - {id: nobody, url: "tcp://${address}:9", ${own}}
  - {id: nowhere, url: "tcp://${address.replace(/\d+$/, "250")}:${TLS_PORT}", ${own}}`,
    });
  });

  afterAll(async () => {
    await gate?.stop();
    await lab?.stop();
  });

  const ask = (id: string) => (gate as TestGate).gate.ask("docker.ping", { host: id }, DEADLINE);

  test("answers with certificates of both sides, events and logs included", async () => {
    await expect.poll(async () => (await ask("good")).ok, { timeout: 20_000 }).toBe(true);
    const list = await (gate as TestGate).gate.ask("docker.containers", { host: "good" }, DEADLINE);
    expect(list).toMatchObject({
      ok: true,
      reading: expect.arrayContaining([expect.objectContaining({ name: "web" })]),
    });
    const { records, stop } = collectSpool((gate as TestGate).gate, "good");
    await expect
      .poll(
        () =>
          records.some(
            (record) => record.kind === "stream-state" && record.stream === "events" && record.isOpen,
          ),
        { timeout: 10_000 },
      )
      .toBe(true);
    stop();
  });

  test("the end of the server's certificate is known, and plain TCP is marked", async () => {
    await expect.poll(async () => (await ask("good")).ok, { timeout: 20_000 }).toBe(true);
    const { hosts } = await (gate as TestGate).gate.ask("gate.status", {}, DEADLINE);
    const days =
      ((hosts.find((host) => host.id === "good")?.certificateEndsAt ?? 0) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(28);
    expect(days).toBeLessThan(31);
    expect(hosts.map((host) => [host.id, host.isInsecure]).filter(([, isInsecure]) => isInsecure)).toEqual([
      ["plain", true],
    ]);
  });

  test.each([
    ["other-ca", "tls", /signature|issuer|self.signed|verify/i],
    ["other-client", "tls", /certificate|alert|decrypt/i],
    ["no-file", "tls", /cannot read .*missing\.pem/],
    ["plain", "http-status", /HTTP request to an HTTPS server/],
    ["nobody", "connection-refused", /ECONNREFUSED/],
    ["nowhere", "host-unreachable", /./],
  ])("%s fails as %s, in the library's words", async (id, failure, words) => {
    const answer = await ask(id);
    expect(answer).toMatchObject({ ok: false, failure, message: expect.stringMatching(words) });
  });

  test("a host behind TCP has no readings of its own, and says so", async () => {
    const fact = await (gate as TestGate).gate.ask("host.fact", { host: "good", fact: "units" }, DEADLINE);
    expect(fact).toMatchObject({ ok: false, failure: "no-channel" });
  });
});
