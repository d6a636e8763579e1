import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { downHost, upHost } from "../../lab/api.ts";
import { openLabChannel } from "./channel/testing/lab-channel.ts";
import { CHECKOUT, type GateInHost, runIn, startGateIn } from "./testing/gate-in-host.ts";
import { DEADLINE } from "./testing/lab-engine.ts";
import { collectSpool } from "./testing/running-gate.ts";

/*
 * A rootless Docker beside the usual one, both found by discovery: the gate runs on the host, as a unit of its systemd, and
 * each daemon's readings are its own.
 */

const NAME = "rootless26";
const ROOTLESS = "rootless-1000";
const SOCKET = "/run/user/1000/docker.sock";
const AS_OPS = [
  "setpriv",
  "--reuid=1000",
  "--regid=1000",
  "--clear-groups",
  "env",
  "XDG_RUNTIME_DIR=/run/user/1000",
];

/* A user's daemon as the packages leave it to the user to start. Its data must not lie on the overlay of the root, and
 * its containers may mount a /proc of their own only where a whole one is to be seen. */
const PREPARE = `
set -e
mkdir -p /run/lab-proc /var/lib/containers/rootless
chmod 755 /var/lib/containers
mount -t proc proc /run/lab-proc
cd /home/ops
mkdir -p .local/share/docker .config/systemd/user .config/docker
mount --bind /var/lib/containers/rootless .local/share/docker
echo '{"debug": false}' > .config/docker/daemon.json
cat > .config/systemd/user/docker.service <<'UNIT'
[Service]
Environment=PATH=/usr/sbin:/usr/bin:/sbin:/bin
ExecStart=/usr/share/docker.io/contrib/dockerd-rootless.sh
Type=notify
NotifyAccess=all
KillMode=mixed
UNIT
chown -R ops: .local .config
mkdir -p /var/lib/systemd/linger
touch /var/lib/systemd/linger/ops
systemctl start user@1000.service
`;

let watched: GateInHost;
const run = runIn(NAME);
const userctl = (...argv: string[]) => run(...AS_OPS, "systemctl", "--user", ...argv);
const rootlessDocker = (...argv: string[]) => run("docker", "-H", `unix://${SOCKET}`, ...argv);

beforeAll(async () => {
  await upHost(NAME, { withExtras: true, binds: [CHECKOUT] });
  await run("sh", "-c", PREPARE);
  await userctl("start", "docker.service");
  const image = "/usr/share/foghorn-lab/image.tar";
  await rootlessDocker("import", image, "foghorn/bb:1");
  await rootlessDocker(
    "run",
    "-d",
    "--name",
    "talker",
    "foghorn/bb:1",
    "sh",
    "-c",
    "trap 'exit 0' TERM; sleep 600 & wait",
  );
  watched = await startGateIn(NAME, ROOTLESS);
});
afterAll(() => downHost(NAME));

describe("a rootless Docker beside the usual one", () => {
  test("is found without a configuration, as a host of its own", async () => {
    const { hosts } = await watched.gate.ask("gate.status", {}, DEADLINE);
    expect(hosts.map(({ id }) => id).toSorted()).toEqual(["local", ROOTLESS]);
    const list = await watched.gate.ask("docker.containers", { host: ROOTLESS }, DEADLINE);
    expect(list.ok && list.reading.map(({ name }) => name)).toEqual(["talker"]);
    const info = await watched.gate.ask("docker.info", { host: ROOTLESS }, DEADLINE);
    expect(info).toMatchObject({ ok: true, reading: { dataRoot: "/home/ops/.local/share/docker" } });
  });

  test("has its own unit, process, configuration and disk, and so has the usual one", async () => {
    const unitOf = async (host: string) =>
      (await watched.fact(host, "units")).units.find(({ name }) => name === "docker.service");
    const pidOf = async (host: string) =>
      (await watched.fact(host, "processes")).processes
        .filter(({ command }) => command === "dockerd")
        .map(({ pid }) => pid);
    const [own, usual] = [await unitOf(ROOTLESS), await unitOf("local")];
    expect([own?.activeState, usual?.activeState]).toEqual(["active", "active"]);
    expect(own?.mainPid).not.toBe(usual?.mainPid);
    expect(await pidOf(ROOTLESS)).toEqual([Number(await run("pgrep", "-u", "ops", "-x", "dockerd"))]);
    expect(await pidOf("local")).toEqual([usual?.mainPid]);
    expect((await watched.fact(ROOTLESS, "unit-files")).files.unitText).toContain("dockerd-rootless.sh");
    expect((await watched.fact("local", "unit-files")).files.unitText).not.toContain("dockerd-rootless.sh");
    expect((await watched.fact(ROOTLESS, "config-file")).file).toMatchObject({
      path: "/home/ops/.config/docker/daemon.json",
      text: '{"debug": false}\n',
    });
    expect((await watched.fact("local", "config-file")).file).toMatchObject({ exists: false });
    expect((await watched.fact(ROOTLESS, "disk")).disks[0]?.path).toBe("/home/ops/.local/share/docker");
    expect((await watched.fact("local", "disk")).disks[0]?.path).toBe("/var/lib/docker");
  });

  test("is heard in its user's journal; the usual one's lines are not its own", async () => {
    const spools = { own: collectSpool(watched.gate, ROOTLESS), usual: collectSpool(watched.gate, "local") };
    const has = (of: keyof typeof spools, text: string) => () =>
      spools[of].records.some((each) => JSON.stringify(each).includes(text));
    await expect.poll(has("own", `API listen on ${SOCKET}`), { timeout: 10_000 }).toBe(true);
    await expect.poll(has("usual", "API listen on /run/docker.sock"), { timeout: 10_000 }).toBe(true);
    expect(has("own", "API listen on /run/docker.sock")()).toBe(false);
    expect(has("usual", `API listen on ${SOCKET}`)()).toBe(false);
    for (const spool of Object.values(spools)) spool.stop();
  });

  test("is read by its own user over ssh, and its units are closed to another", async () => {
    await using own = openLabChannel(NAME, { user: "ops", socketPath: SOCKET });
    await own.isUp();
    expect((await own.fact("units")).units[0]).toMatchObject({
      name: "docker.service",
      activeState: "active",
    });
    expect((await own.fact("socket")).socket).toMatchObject({ listens: true, mayOpen: true });
    await using other = openLabChannel(NAME, { user: "guest", socketPath: SOCKET });
    await other.isUp();
    for (const name of ["units", "socket"] as const)
      expect(await other.channel.readFact(name, 5_000)).toMatchObject({ ok: false, failure: "denied" });
  });

  test("that is stopped by its user is down, while the usual one answers", async () => {
    await userctl("stop", "docker.service");
    try {
      await expect
        .poll(() => watched.pingWord(ROOTLESS), { timeout: 10_000 })
        .toMatch(/connection-refused|socket-missing/);
      const { units } = await watched.fact(ROOTLESS, "units");
      expect(units.find(({ name }) => name === "docker.service")).toMatchObject({ activeState: "inactive" });
      expect(await watched.pingWord("local")).toBe("ok");
    } finally {
      await userctl("start", "docker.service");
    }
    // Sooner than the half minute that is waited where a connection might start something.
    await expect.poll(() => watched.pingWord(ROOTLESS), { timeout: 10_000 }).toBe("ok");
  });
});
