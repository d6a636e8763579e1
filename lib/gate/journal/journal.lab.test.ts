import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { downHost, inHost, upHost, workload } from "../../../lab/api.ts";
import { openLabChannel, recordJournal } from "../channel/testing/lab-channel.ts";
import { createSavedCursor } from "./saved-cursor.ts";

const HOSTS = [
  { name: "journal20", docker: "20" },
  { name: "journal26", docker: "26" },
] as const;

beforeAll(async () => {
  for (const { name, docker } of HOSTS) {
    await downHost(name);
    await upHost(name, { docker });
    await workload(name);
  }
});
afterAll(async () => {
  for (const { name } of HOSTS) await downHost(name);
});

const SOON = { timeout: 10_000 };

type Mark = `127.${string}`;
let marks = 0;
const aMark = (): Mark => {
  marks += 1;
  return `127.9.${Math.floor(marks / 250)}.${(marks % 250) + 1}:1/x`;
};
/** The last of the lines that dockerd prints about a mark. */
const saysLast = (texts: readonly string[], mark: Mark): boolean =>
  texts.some((text) => text.includes("Handler for") && text.includes(`//${mark.replace("/x", "/")}`));
const says = (texts: readonly string[], mark: Mark): boolean =>
  texts.some((text) => text.includes(`//${mark.replace("/x", "/")}`));

describe.each(HOSTS)("the engine log of a host with Docker $docker", ({ name }) => {
  const sh = (script: string) => inHost(name, ["sh", "-c", script]);
  /** Makes dockerd say something with a mark of its own: a registry that nobody serves. */
  const make = async (mark: Mark): Promise<void> => {
    const url = `http://d/v1.41/images/create?fromImage=${mark}&tag=1`;
    await sh(`curl -s --unix-socket /run/docker.sock -X POST "${url}"`);
  };

  test("a journalctl that does not run is a stream that is closed, not a journal that lost its lines", async () => {
    await using host = openLabChannel(name);
    await host.isUp();
    const { texts, states, gaps } = recordJournal(host.channel);
    const [before, meanwhile] = [aMark(), aMark()];
    await make(before);
    await expect.poll(() => saysLast(texts(), before), SOON).toBe(true);
    await sh("mount --bind /bin/false /usr/bin/journalctl; pkill -x journalctl");
    try {
      await expect.poll(() => states.at(-1), SOON).toEqual([false, "journalctl does not run"]);
      await make(meanwhile);
    } finally {
      await sh("umount /usr/bin/journalctl");
    }
    await expect.poll(() => saysLast(texts(), meanwhile), { timeout: 20_000 }).toBe(true);
    expect(gaps).toEqual([]);
  });

  test("what was said before and what is said now arrives once, with who said it", async () => {
    const [markOne] = [aMark()];
    await using host = openLabChannel(name);
    await host.isUp();
    const { lines, texts, states } = recordJournal(host.channel);
    await expect.poll(() => texts().some((text) => text.includes("API listen on")), SOON).toBe(true);
    await make(markOne);
    await expect.poll(() => saysLast(texts(), markOne), SOON).toBe(true);
    expect(states).toEqual([[true, undefined]]);
    expect(new Set(lines.map(({ cursor }) => cursor)).size).toBe(lines.length);
    const unitOf = (part: string) => lines.find(({ text }) => text.includes(part))?.unit;
    expect(unitOf("API listen on")).toBe("dockerd");
    expect(unitOf("Started docker.service")).toBe("systemd");
    expect(unitOf("containerd successfully booted")).toBe("containerd");
    expect(lines.every(({ text }) => !/entered (blocking|disabled|forwarding) state/.test(text))).toBe(true);
  });

  test("a container that prints through the journald driver does not speak for dockerd", async () => {
    await using host = openLabChannel(name);
    await host.isUp();
    const { lines } = recordJournal(host.channel);
    const forged = 'level=fatal msg=\\"forged\\"';
    const id = (
      await sh(`docker run -d --log-driver journald foghorn/bb:1 sh -c "echo ${forged}; sleep 1"`)
    ).stdout.trim();
    await expect
      .poll(() => lines.find(({ text }) => text.includes("forged")), SOON)
      .toMatchObject({
        unit: "container",
        containerId: id,
      });
    await sh(`docker rm -f ${id}`);
  });

  test("a follower that starts again goes on after its cursor: nothing twice, nothing lost", async () => {
    const [markBeforeStop, markWhileAway] = [aMark(), aMark()];
    await using host = openLabChannel(name);
    await host.isUp();
    const first = recordJournal(host.channel);
    await make(markBeforeStop);
    await expect.poll(() => saysLast(first.texts(), markBeforeStop), SOON).toBe(true);
    first.stop();
    const cursor = first.lines.at(-1)?.cursor;
    await make(markWhileAway);
    await sh("journalctl --rotate");
    const second = recordJournal(host.channel, cursor);
    await expect.poll(() => saysLast(second.texts(), markWhileAway), SOON).toBe(true);
    expect(says(second.texts(), markBeforeStop)).toBe(false);
    expect(second.gaps).toEqual([]);
  });

  test("a cursor that was vacuumed away is a gap with its bounds", async () => {
    const [markLostForEver, markAfterVacuum] = [aMark(), aMark()];
    await using host = openLabChannel(name);
    await host.isUp();
    const first = recordJournal(host.channel);
    await expect.poll(() => first.lines.length, SOON).toBeGreaterThan(0);
    first.stop();
    const last = first.lines.at(-1);
    await make(markLostForEver);
    await sh(
      "journalctl --sync --rotate; sleep 1.1; journalctl --vacuum-time=1s; systemctl restart systemd-journald",
    );
    await make(markAfterVacuum);
    const second = recordJournal(host.channel, last?.cursor);
    await expect.poll(() => saysLast(second.texts(), markAfterVacuum), SOON).toBe(true);
    expect(says(second.texts(), markLostForEver)).toBe(false);
    const [fromAt = 0, toAt = 0] = second.gaps[0] ?? [];
    expect(second.gaps).toHaveLength(1);
    expect(Math.abs(fromAt - (last?.sourceAt ?? 0))).toBeLessThan(2);
    expect(toAt).toBeGreaterThan(fromAt);
    expect(toAt).toBeLessThanOrEqual(second.lines[0]?.sourceAt ?? 0);
  });

  test("a follower outlives a restart of journald, and one that is killed comes back without a loss", async () => {
    const [markFirst, markSecond, markThird] = [aMark(), aMark(), aMark()];
    await using host = openLabChannel(name);
    await host.isUp();
    const { texts, lines, states, gaps } = recordJournal(host.channel);
    await make(markFirst);
    await expect.poll(() => saysLast(texts(), markFirst), SOON).toBe(true);
    await sh("systemctl restart systemd-journald");
    await make(markSecond);
    await expect.poll(() => saysLast(texts(), markSecond), SOON).toBe(true);
    expect(states).toEqual([[true, undefined]]);
    await sh("pkill -KILL -x journalctl");
    await make(markThird);
    await expect.poll(() => saysLast(texts(), markThird), SOON).toBe(true);
    expect(states.map(([isOpen]) => isOpen)).toEqual([true, false, true]);
    expect(gaps).toEqual([]);
    expect(new Set(lines.map(({ cursor }) => cursor)).size).toBe(lines.length);
  });

  test("a gate that starts again goes on after the last line that was stored", async () => {
    const [markStored, markGateAway] = [aMark(), aMark()];
    const dir = await mkdtemp(join(tmpdir(), "fh-state-"));
    await (async () => {
      await using host = openLabChannel(name, { stateDir: dir });
      await host.isUp();
      const { lines, texts } = recordJournal(host.channel);
      await make(markStored);
      await expect.poll(() => saysLast(texts(), markStored), SOON).toBe(true);
      const saved = createSavedCursor(dir, `${name}-root`);
      saved.save(lines.at(-1)?.cursor ?? "");
      await saved.flush();
    })();
    await make(markGateAway);
    await using host = openLabChannel(name, { stateDir: dir });
    await host.isUp();
    const after = await createSavedCursor(dir, `${name}-root`).load();
    const { texts, gaps } = recordJournal(host.channel, after);
    await expect.poll(() => saysLast(texts(), markGateAway), SOON).toBe(true);
    expect(says(texts(), markStored)).toBe(false);
    expect(gaps).toEqual([]);
    await rm(dir, { recursive: true, force: true });
  });

  test("older lines come page by page, each once, back to the journal's beginning", async () => {
    await using host = openLabChannel(name);
    await host.isUp();
    for (let index = 0; index < 5; index += 1) await make(aMark());
    const seen: string[] = [];
    let beforeAt = Date.now() + 1_000;
    for (let page = 0; page < 200; page += 1) {
      const { lines, reachedStart } = await host.channel.readJournal(beforeAt, 7, 10_000);
      const times = lines.map(({ sourceAt }) => sourceAt);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      seen.unshift(...lines.map(({ cursor }) => cursor));
      beforeAt = lines[0]?.sourceAt ?? beforeAt;
      if (reachedStart) break;
    }
    expect(new Set(seen).size).toBe(seen.length);
    const all = await host.channel.readJournal(Date.now() + 1_000, 2_000, 10_000);
    expect(all.reachedStart).toBe(true);
    expect(seen).toEqual(all.lines.map(({ cursor }) => cursor));
  });

  test("an operator in adm reads it; a guest is told that it has no right, never that there are no lines", async () => {
    await using operator = openLabChannel(name, { user: "ops" });
    await operator.isUp();
    expect((await operator.channel.readJournal(Date.now(), 5, 10_000)).lines.length).toBeGreaterThan(0);
    await using guest = openLabChannel(name, { user: "guest" });
    await guest.isUp();
    const { states, lines } = recordJournal(guest.channel);
    await expect
      .poll(() => states, SOON)
      .toEqual([[false, expect.stringMatching(/^not visible to guest: .*systemd-journal/)]]);
    expect(lines).toEqual([]);
    await expect(guest.channel.readJournal(Date.now(), 5, 10_000)).rejects.toMatchObject({
      code: "not-visible",
    });
  });

  test("a file of the host is followed where the configuration names one", async () => {
    await sh("printf 'one\\ntwo\\n' > /var/log/docker-test.log");
    await using host = openLabChannel(name, { logFile: "/var/log/docker-test.log" });
    await host.isUp();
    const { texts, gaps } = recordJournal(host.channel);
    await expect.poll(texts, SOON).toEqual(["one", "two"]);
    await sh("mv /var/log/docker-test.log /var/log/docker-test.log.1; echo three > /var/log/docker-test.log");
    await expect.poll(texts, SOON).toEqual(["one", "two", "three"]);
    expect(gaps).toEqual([]);
    const page = await host.channel.readJournal(Date.now() + 1_000, 10, 5_000);
    expect(page.lines.map(({ text }) => text)).toEqual(["three"]);
  });
});
