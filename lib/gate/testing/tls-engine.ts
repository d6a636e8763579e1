import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Engine, labStatus } from "../../../lab/api.ts";
import { type LabEngine, startLabEngine } from "./lab-engine.ts";

export const TLS_PORT = 2376;
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

/** A lab host whose dockerd serves TCP with certificates of both sides, beside its socket. */
export interface TlsEngine {
  readonly lab: LabEngine;
  readonly address: string;
  /** `tls: {…}` of a daemon in foghorn.yaml. */
  readonly tls: (ca: string, cert: string, key: string) => string;
  /** The daemon as foghorn.yaml has it, with certificates that fit. */
  readonly daemon: (id: string) => string;
  readonly stop: () => Promise<void>;
}

export async function startTlsEngine(engine: Engine): Promise<TlsEngine> {
  const lab = await startLabEngine(engine);
  const address = labStatus().find((host) => host.name === lab.name)?.address ?? "";
  const restart = async (): Promise<void> => {
    await lab.run("systemctl", "reset-failed", "docker.service", "docker.socket");
    await lab.run("systemctl", "restart", "docker.service");
  };
  await lab.run("sh", "-c", makeCertificates(address));
  const options = `-H tcp://0.0.0.0:${TLS_PORT} --tlsverify --tlscacert /srv/tls/ca.pem --tlscert /srv/tls/server.pem --tlskey /srv/tls/server-key.pem`;
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
  const tls: TlsEngine["tls"] = (ca, cert, key) =>
    `tls: {ca: ${join(folder, ca)}, cert: ${join(folder, cert)}, key: ${join(folder, key)}}`;
  return {
    lab,
    address,
    tls,
    daemon: (id) =>
      `{id: ${id}, url: "tcp://${address}:${TLS_PORT}", ${tls("ca.pem", "cert.pem", "key.pem")}}`,
    async stop() {
      await lab.run("sh", "-c", "mv /srv/docker.default /etc/default/docker; rm -rf /srv/tls");
      await restart();
      await lab.stop();
    },
  };
}
