import { expect, test } from "vitest";
import type { ContainerReading } from "../domain/readings.ts";
import { findContainers } from "./find-containers.ts";

const container = (name: string, id: string, state = "running") =>
  ({ id: id.padEnd(64, "0"), name, image: "shop/api:1", state }) as ContainerReading;
const HOSTS = [
  {
    hostId: "fra1-app-07",
    containers: [container("old-checkout", "aa11", "exited"), container("checkout-api", "bb22")],
  },
  { hostId: "ams3-edge-02", containers: [container("checkout-api", "cc33"), container("proxy", "dd44")] },
];
const found = (query: string, limit = 20) =>
  findContainers(HOSTS, query, limit).map(({ hostId, name }) => `${hostId} ${name}`);

test("a container is found on every host, what begins with the word first", () => {
  expect(found("Checkout")).toEqual([
    "fra1-app-07 checkout-api",
    "ams3-edge-02 checkout-api",
    "fra1-app-07 old-checkout",
  ]);
});

test("another word narrows it to a host; a host's name alone finds no container", () => {
  expect(found("check ams3")).toEqual(["ams3-edge-02 checkout-api"]);
  expect(found("ams3")).toEqual([]);
});

test("the beginning of an id finds it, and nothing typed finds nothing", () => {
  expect(found("dd44")).toEqual(["ams3-edge-02 proxy"]);
  expect(found("  ")).toEqual([]);
});

test("two hundred hosts of a thousand containers are answered briefly", () => {
  const containers = Array.from({ length: 1_000 }, (_, index) => container(`job-${index}`, `${index}`));
  const fleet = Array.from({ length: 200 }, (_, index) => ({ hostId: `host-${index}`, containers }));
  const started = performance.now();
  expect(findContainers(fleet, "job", 20)).toHaveLength(20);
  expect(findContainers(fleet, "nothing-like-it", 20)).toHaveLength(0);
  expect(performance.now() - started).toBeLessThan(1_000);
});
