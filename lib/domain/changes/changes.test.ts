import { describe, expect, test } from "vitest";
import { foldSignals } from "../fold.ts";
import type { Signal } from "../signal.ts";
import {
  aContainer,
  aHostState,
  aList,
  anEvent,
  aVersion,
  containerId,
  HOST,
  T0,
} from "../testing/builders.ts";
import { every, play } from "../testing/detecting.ts";
import { changeText, dieText, goBackCommand } from "./change-text.ts";
import type { Deploy } from "./host-change.ts";
import { recallChanges } from "./recall-changes.ts";

const WEB = { name: "web", image: "shop/web:1.4" };
const OLD = `sha256:${"a".repeat(64)}`;
const NEW = `sha256:${"b".repeat(64)}`;
const COMPOSE = { project: "shop", service: "web" };
const LABELS = {
  "com.docker.compose.project": "shop",
  "com.docker.compose.service": "web",
};
const listed = (at: number, number: number, about: object = {}) =>
  aList(at, [aContainer(number, { ...WEB, imageId: OLD, ...about })]);
const boot = (at: number, bootId: string, uptimeMs: number): Signal => ({
  hostId: HOST,
  at,
  kind: "fact",
  durationMs: 1,
  fact: { name: "boot", boot: { bootId, hostAt: at, uptimeMs } },
});
const deploysOf = (signals: readonly Signal[]) =>
  signals
    .reduce((state, signal) => foldSignals(state, [signal]), aHostState([]))
    .changes.filter((change): change is Deploy => change.kind === "deploy");
const redeploy = (at: number, about: object, attributes: Readonly<Record<string, string>> = {}) => [
  anEvent(at, "kill", 1, { name: "web", signal: "15" }),
  anEvent(at + 100, "die", 1, { name: "web", exitCode: "143" }),
  anEvent(at + 200, "destroy", 1, { name: "web" }),
  anEvent(at + 300, "start", 2, { ...WEB, ...attributes }),
  listed(at + 900, 2, about),
];

describe("deploys", () => {
  test("a successor with another image is one, with both digests", () => {
    const [deploy, ...more] = deploysOf([listed(T0, 1), ...redeploy(T0 + 60_000, { imageId: NEW })]);
    expect(more).toEqual([]);
    expect(deploy).toMatchObject({
      at: T0 + 60_300,
      service: "web",
      containerId: containerId(2),
      before: { ref: "shop/web:1.4", imageId: OLD },
      after: { ref: "shop/web:1.4", imageId: NEW },
    });
    expect(deploy && changeText(deploy)).toBe(
      "web: shop/web:1.4 (sha256:aaaaaaaaaaaa) → shop/web:1.4 (sha256:bbbbbbbbbbbb)",
    );
    expect(deploy && dieText(deploy)).toBe("no die since");
  });

  test.each([
    ["the same image again", [listed(T0, 1), ...redeploy(T0 + 60_000, {})]],
    [
      "the container that is started again",
      [listed(T0, 1), anEvent(T0 + 1_000, "start", 1, WEB), listed(T0 + 2_000, 1)],
    ],
    [
      "a first container of that name",
      [listed(T0, 1), anEvent(T0 + 1_000, "start", 3, { name: "db", image: "db:1" })],
    ],
    [
      "a tag that moved on beneath a container that goes on",
      [listed(T0, 1), listed(T0 + 4_000, 1, { image: OLD })],
    ],
  ])("%s is none", (_, signals) => {
    expect(deploysOf(signals)).toEqual([]);
  });

  test("a tag that moved on before the successor came is no other name", () => {
    const signals = [
      listed(T0, 1),
      listed(T0 + 4_000, 1, { image: OLD }),
      ...redeploy(T0 + 60_000, { imageId: NEW }),
    ];
    expect(deploysOf(signals)[0]?.before).toEqual({ ref: "shop/web:1.4", imageId: OLD });
  });

  test("a compose service is told once, whatever its containers are called and however many there are", () => {
    const one = (number: number, imageId: string) =>
      aContainer(number, { ...WEB, name: `shop-web-${number}`, ...COMPOSE, imageId });
    const start = (at: number, number: number) =>
      anEvent(at, "start", number, { ...WEB, name: `shop-web-${number}`, ...LABELS });
    const deploys = deploysOf([
      aList(T0, [one(1, OLD), one(2, OLD)]),
      start(T0 + 1_000, 3),
      aList(T0 + 1_500, [one(3, NEW), one(2, OLD)]),
      start(T0 + 2_000, 4),
      aList(T0 + 2_500, [one(3, NEW), one(4, NEW)]),
    ]);
    expect(deploys.map(({ service, container }) => [service, container])).toEqual([
      ["shop/web", "shop-web-3"],
    ]);
  });

  test("one whose events were missed is found between two lists", () => {
    const [deploy] = deploysOf([
      listed(T0, 1),
      listed(T0 + 90_000, 2, { imageId: NEW, createdAt: T0 + 60_000 }),
    ]);
    expect(deploy).toMatchObject({ at: T0 + 60_000, before: { imageId: OLD }, after: { imageId: NEW } });
  });

  test("it says whether it came before the service first died", () => {
    const die = (at: number, number: number) => anEvent(at, "die", number, { name: "web", exitCode: "1" });
    const deploy = redeploy(T0 + 60_000, { imageId: NEW });
    const [bad] = deploysOf([listed(T0, 1), ...deploy, die(T0 + 64_300, 2), die(T0 + 66_000, 2)]);
    expect(bad && dieText(bad)).toBe("before its first die, 4 s earlier");
    const [cure] = deploysOf([listed(T0, 1), die(T0 + 10_000, 1), ...deploy, die(T0 + 64_300, 2)]);
    expect(cure && dieText(cure)).toBe("after its first die, 50 s later");
  });

  test("the way back puts the old image under the name again, and is no command where either is not known", () => {
    const [plain] = deploysOf([listed(T0, 1), ...redeploy(T0 + 60_000, { imageId: NEW })]);
    expect(plain && goBackCommand(plain)).toBe(`docker tag ${OLD} shop/web:1.4`);
    const compose = deploysOf([
      listed(T0, 1, COMPOSE),
      ...redeploy(T0 + 60_000, { imageId: NEW, ...COMPOSE }, LABELS),
    ])[0] as Deploy;
    expect(goBackCommand(compose)).toBe(
      `docker tag ${OLD} shop/web:1.4 && docker compose -p shop up -d --no-deps --no-build web`,
    );
    expect(goBackCommand({ ...compose, before: { ref: "shop/web:1.4" } })).toBeUndefined();
    expect(
      goBackCommand({ ...compose, before: { ref: OLD, imageId: OLD }, after: { ref: NEW } }),
    ).toBeUndefined();
    const hostile = { ...compose, after: { ref: "web:1; rm -rf /" } };
    expect(goBackCommand(hostile)).toContain("'web:1; rm -rf /'");
  });
});

describe("boots and versions", () => {
  test("a boot is known from the first reading; one that was seen knows the boot before", () => {
    const { changes } = aHostState([
      boot(T0, "b1", 60_000),
      boot(T0 + 30_000, "b1", 90_000),
      boot(T0 + 90_000, "b2", 20_000),
    ]);
    expect(changes).toEqual([
      { kind: "boot", at: T0 - 60_000, bootId: "b1" },
      { kind: "boot", at: T0 + 70_000, bootId: "b2", beforeId: "b1" },
    ]);
  });

  test("another version of the engine is an upgrade; the first reading is none", () => {
    const { changes } = aHostState([
      aVersion(T0, "26.1.4"),
      aVersion(T0 + 60_000, "26.1.4"),
      aVersion(T0 + 120_000),
    ]);
    expect(changes).toEqual([
      { kind: "upgrade", at: T0 + 120_000, component: "dockerd", before: "26.1.4", after: "26.1.5" },
    ]);
  });
});

describe("what was before Foghorn was started", () => {
  const events = [
    anEvent(T0, "start", 1, WEB),
    anEvent(T0 + 60_000, "start", 2, { ...WEB, image: "shop/web:1.5" }),
    anEvent(T0 + 90_000, "start", 3, { ...WEB, image: "shop/web:1.5" }),
  ].flatMap(({ at, ...signal }) => ("event" in signal ? [{ at, event: signal.event }] : []));

  test("is told from the stored events, and that their digests are not known", () => {
    const state = recallChanges(aHostState([], T0 + 600_000), events);
    expect(state.changesKnownSinceAt).toBe(T0);
    expect(state.changes.map(changeText)).toEqual([
      "web: shop/web:1.4 (digest not known) → shop/web:1.5 (digest not known)",
      "web: shop/web:1.5 (digest not known) → shop/web:1.5 (digest not known)",
    ]);
  });

  test("and a successor that came while nobody listened is told as well", () => {
    const now = aHostState(
      [listed(T0 + 600_000, 4, { image: "shop/web:1.6", createdAt: T0 + 500_000 })],
      T0 + 600_000,
    );
    const state = recallChanges(now, events);
    expect(state.changes.at(-1)).toMatchObject({
      at: T0 + 500_000,
      before: { ref: "shop/web:1.5" },
      after: { ref: "shop/web:1.6", imageId: OLD },
    });
    const later = foldSignals(state, [
      anEvent(T0 + 700_000, "start", 5, WEB),
      listed(T0 + 701_000, 5, { imageId: NEW }),
    ]);
    expect(later.changes).toHaveLength(state.changes.length + 1);
  });

  test("nothing stored is nothing known", () => {
    const state = aHostState([], T0 + 600_000);
    expect(recallChanges(state, []).changesKnownSinceAt).toBe(T0 + 600_000);
  });
});

describe("what preceded a symptom", () => {
  const loop = every(1_000, T0 + 61_000, T0 + 66_000, (at) =>
    anEvent(at, at % 2_000 === 0 ? "die" : "start", 2, { ...WEB, exitCode: "1" }),
  );
  const story = (deployed: readonly Signal[]) =>
    play(
      [listed(T0, 1), ...deployed, ...loop, listed(T0 + 66_000, 2, { imageId: NEW, state: "restarting" })],
      T0 + 80_000,
    ).open.find(({ mode }) => mode === "container-restart-loop");

  test("a deploy of the very service shortly before is in its evidence, after what proves it", () => {
    const symptom = story(redeploy(T0 + 60_000, { imageId: NEW }));
    expect(symptom?.evidence[0]?.isPreceding).toBeUndefined();
    const preceding = symptom?.evidence.filter(({ isPreceding }) => isPreceding);
    expect(preceding).toHaveLength(1);
    expect(preceding?.[0]?.text).toMatch(/^web: shop\/web:1\.4 \(sha256:a+\) → .*before it began$/);
  });

  test("a deploy of another service is not", () => {
    const other = redeploy(T0 + 30_000, { imageId: NEW, name: "db" }, { name: "db" });
    const symptom = story([
      aList(T0 + 1_000, [
        aContainer(1, { name: "db", imageId: OLD }),
        aContainer(2, { ...WEB, imageId: NEW }),
      ]),
      ...other.slice(0, 4),
      aList(T0 + 31_000, [
        aContainer(9, { name: "db", imageId: NEW }),
        aContainer(2, { ...WEB, imageId: NEW }),
      ]),
    ]);
    expect(symptom?.evidence.filter(({ isPreceding, text }) => isPreceding && text.startsWith("db"))).toEqual(
      [],
    );
  });
});
