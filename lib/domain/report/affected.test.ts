import { describe, expect, test } from "vitest";
import type { HostId } from "../ids.ts";
import { aSymptom } from "../incidents/testing/builders.ts";
import { affectedServices, type KnownServices } from "./affected.ts";

const [WEB, DB] = ["web-1", "db-1"] as [HostId, HostId];
const KNOWN: KnownServices = {
  byHost: new Map([
    [WEB, new Set(["shop/web", "shop/cache", "cache"])],
    [DB, new Set(["shop/db"])],
  ]),
  containers: new Map([[WEB, new Map([["front", "shop/web"]])]]),
};
const OF_NOBODY = {};
const ofContainer = (container: string, about: Parameters<typeof aSymptom>[0] = {}) =>
  aSymptom({
    mode: "container-oom-killed",
    part: "ctrs",
    subject: container,
    severity: "ticket",
    facts: { container },
    ...about,
  });
const affected = (...symptoms: readonly ReturnType<typeof aSymptom>[]) =>
  affectedServices(OF_NOBODY, symptoms, KNOWN);

describe("whom an incident is about", () => {
  test.each([
    { container: "front", services: ["shop/web"] },
    { container: "shop-cache-2", services: ["shop/cache"] },
    { container: "shop_cache_1", services: ["shop/cache"] },
    { container: "cache-3", services: ["cache"] },
    { container: "shop-db-1", services: [] },
    { container: "nightly-job", services: [] },
  ])("$container is a container of $services", ({ container, services }) =>
    expect(affected(ofContainer(container))).toEqual(services),
  );

  test("a container's page is about its own service and no other of the host", () => {
    expect(affected(ofContainer("front", { severity: "page" }))).toEqual(["shop/web"]);
  });

  test("several containers in one symptom are each of their service", () => {
    const stopped = aSymptom({
      mode: "daemon-restart-killed-containers",
      part: "ctrs",
      facts: { containers: "front shop-cache-1" },
    });
    expect(affected(stopped)).toEqual(["shop/cache", "shop/web"]);
  });

  test("a page that names no container took its host down, and with it all services there", () => {
    expect(
      affected(aSymptom({ mode: "disk-full-data-root", subject: "/var/lib/docker", part: "disk" })),
    ).toEqual(["cache", "shop/cache", "shop/web"]);
    expect(affected(aSymptom({ hostId: DB }))).toEqual(["shop/db"]);
  });

  test("a ticket of the host took nobody down, nor did one where no service is", () => {
    expect(affected(aSymptom({ mode: "clock-skew", severity: "ticket" }))).toEqual([]);
    expect(affected(aSymptom({ hostId: "elsewhere" }))).toEqual([]);
  });

  test("one that was opened for a host by name, without a symptom of it, is about that host", () => {
    expect(affectedServices({ namedHostIds: [DB] }, [], KNOWN)).toEqual(["shop/db"]);
    expect(affectedServices({ namedHostIds: [WEB] }, [ofContainer("front")], KNOWN)).toEqual(["shop/web"]);
  });
});
