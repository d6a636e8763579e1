import { describe, expect, test } from "vitest";
import type { HostId } from "../ids.ts";
import { aSymptom } from "../incidents/testing/builders.ts";
import { HOUR_MS, MINUTE_MS } from "../time.ts";
import { affectedServices, type KnownServices } from "./affected.ts";

const [WEB, DB] = ["web-1", "db-1"] as [HostId, HostId];
const AT = Date.UTC(2026, 10, 18, 9);
const staying = (...services: readonly string[]) =>
  new Map(services.map((service) => [service, { fromAt: AT - HOUR_MS, toAt: AT + HOUR_MS }]));
const KNOWN: KnownServices = {
  byHost: new Map([
    [WEB, staying("shop/web", "shop/cache", "cache")],
    [DB, staying("shop/db")],
  ]),
  containers: new Map([[WEB, new Map([["front", "shop/web"]])]]),
};
const OF_NOBODY = { openedAt: AT, milestones: {} };
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

  test.each([
    { about: "gone when it began", stay: [-60, -1], services: [] },
    { about: "gone while it lasted", stay: [-60, 5], services: ["shop/web"] },
    { about: "new while it lasted", stay: [5, 60], services: ["shop/web"] },
    { about: "new when it was over", stay: [11, 60], services: [] },
  ])("a page takes down what is there: $about", ({ stay: [from = 0, to = 0], services }) => {
    const stay = { fromAt: AT + from * MINUTE_MS, toAt: AT + to * MINUTE_MS };
    const known = { ...KNOWN, byHost: new Map([[WEB, new Map([["shop/web", stay]])]]) };
    const lasting = { openedAt: AT, milestones: { mitigated: AT + 10 * MINUTE_MS } };
    const page = aSymptom({ mode: "iptables-filter-wiped", part: "ipt", hostId: WEB });
    expect(affectedServices(lasting, [page], known)).toEqual(services);
  });

  test("what is not over takes down what came since", () => {
    const later = { fromAt: AT + HOUR_MS, toAt: AT + 2 * HOUR_MS };
    const known = { ...KNOWN, byHost: new Map([[DB, new Map([["shop/db", later]])]]) };
    expect(affectedServices(OF_NOBODY, [aSymptom({ hostId: DB })], known)).toEqual(["shop/db"]);
  });

  test("a ticket of the host took nobody down, nor did one where no service is", () => {
    expect(affected(aSymptom({ mode: "clock-skew", severity: "ticket" }))).toEqual([]);
    expect(affected(aSymptom({ hostId: "elsewhere" }))).toEqual([]);
  });

  test("one that was opened for a host by name, without a symptom of it, is about that host", () => {
    expect(affectedServices({ ...OF_NOBODY, namedHostIds: [DB] }, [], KNOWN)).toEqual(["shop/db"]);
    expect(affectedServices({ ...OF_NOBODY, namedHostIds: [WEB] }, [ofContainer("front")], KNOWN)).toEqual([
      "shop/web",
    ]);
  });
});
