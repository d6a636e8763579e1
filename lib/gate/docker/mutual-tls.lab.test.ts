import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { labStatus } from "../../../lab/api.ts";
import { DEADLINE, ENGINES, type LabEngine, startLabEngine } from "../testing/lab-engine.ts";
import { collectSpool, startTestGate, type TestGate } from "../testing/running-gate.ts";

const PORT = 2376;
const FILES = ["ca.pem", "cert.pem", "key.pem", "other-ca.pem", "other-cert.pem", "other-key.pem"] as const;

// Two authorities; the server's certificate fits its address, and 127.0.0.1 is not in it.
const makeCertificates = (address: string): string => `
set -e; rm -rf /srv/tls; mkdir -p /srv/tls; cd /srv/tls
authority() { openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=$1" -keyout $1-key.pem -out $1.pem; }
signed() { # name, authority, extension
  openssl req -newkey rsa:2048 -nodes -subj "/CN=$1" -keyout $1-key.pem -out $1.csr
  printf '%s\\n' "$3" > $1.ext
  openssl x509 -req -days 30 -in $1.csr -CA $2.pem -CAkey $2-key.pem -CAcreateserial -extfile $1.ext -out $1.pem
}
authority authority; authority stranger
signed server authority "subjectAltName=IP:${address}"
signed client authority "extendedKeyUsage=clientAuth"
signed foreign stranger "extendedKeyUsage=clientAuth"
cp authority.pem ca.pem; cp client.pem cert.pem; cp client-key.pem key.pem
cp stranger.pem other-ca.pem; cp foreign.pem other-cert.pem; cp foreign-key.pem other-key.pem
`;

describe.each(ENGINES)("engine %s over TCP", (engine) => {
  let lab: LabEngine;
  let gate: TestGate | undefined;
  let address: string;

  beforeAll(async () => {
    lab = await startLabEngine(engine);
    address = labStatus().find((host) => host.name === lab.name)?.address ?? "";
    await lab.run("sh", "-c", makeCertificates(address));
    const options = `-H tcp://0.0.0.0:${PORT} --tlsverify --tlscacert /srv/tls/ca.pem --tlscert /srv/tls/server.pem --tlskey /srv/tls/server-key.pem`;
    await lab.run(
      "sh",
      "-c",
      `cp /etc/default/docker /srv/docker.default; echo 'DOCKER_OPTS="${options}"' >> /etc/default/docker`,
    );
    await restart();
    const folder = join(lab.gate.folder, "tls");
    await mkdir(folder);
    for (const file of FILES)
      await writeFile(join(folder, file), `${await lab.run("cat", `/srv/tls/${file}`)}\n`);
    const tls = (ca: string, cert: string, key: string): string =>
      `tls: {ca: ${join(folder, ca)}, cert: ${join(folder, cert)}, key: ${join(folder, key)}}`;
    const own = tls("ca.pem", "cert.pem", "key.pem");
    gate = await startTestGate({
      config: `daemons:
  - {id: good, url: "tcp://${address}:${PORT}", ${own}}
  - {id: other-ca, url: "tcp://${address}:${PORT}", ${tls("other-ca.pem", "cert.pem", "key.pem")}}
  - {id: other-client, url: "tcp://${address}:${PORT}", ${tls("ca.pem", "other-cert.pem", "other-key.pem")}}
  - {id: no-file, url: "tcp://${address}:${PORT}", ${tls("ca.pem", "missing.pem", "key.pem")}}
  - {id: plain, url: "tcp://${address}:${PORT}", insecure: true}
  - {id: nobody, url: "tcp://${address}:9", ${own}}
  - {id: nowhere, url: "tcp://${address.replace(/\d+$/, "250")}:${PORT}", ${own}}`,
    });
  });

  afterAll(async () => {
    await gate?.stop();
    await lab.run("sh", "-c", "mv /srv/docker.default /etc/default/docker; rm -rf /srv/tls");
    await restart();
    await lab.stop();
  });

  async function restart(): Promise<void> {
    await lab.run("systemctl", "reset-failed", "docker.service", "docker.socket");
    await lab.run("systemctl", "restart", "docker.service");
  }

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
