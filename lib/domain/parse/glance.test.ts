import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseFact } from "./parse-fact.ts";

const glanceOf = (name: string) => {
  const text = readFileSync(new URL(`./fixtures/glance.${name}.txt`, import.meta.url), "utf8");
  const fact = parseFact("glance", text, 0);
  if (fact.name !== "glance") throw new Error(fact.name);
  return fact.glance;
};

test.each(["docker-20.10.24", "docker-26.1.5"])("a look at a host with %s", (engine) => {
  const glance = glanceOf(engine);
  expect(glance.files["/run/docker.sock"]).toMatch(/^c1b0 0 /);
  expect(glance.files).not.toHaveProperty("/etc/docker/daemon.json");
  expect(glance.disks[0]).toMatchObject({ path: "/var/lib/docker", totalBytes: 4096 * 1_023_928 });
  expect(glance.network).toContain("/proc/sys/net/ipv4/ip_forward 1");
  expect(glance.network).toContain("docker0\t000011AC");
  expect(glance.processes.map(({ command, state }) => `${command} ${state}`)).toEqual([
    "dockerd S",
    "containerd S",
  ]);
});

test("a look that lacks one of its parts is no look", () => {
  expect(() =>
    parseFact("glance", "sections abcdef0123456789\n\nabcdef0123456789 section files\n", 0),
  ).toThrow(/"filesystems" is missing/);
});
