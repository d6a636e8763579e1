import { expect, test } from "vitest";
import { AT, aHost, aHostDetail, aPart, aSymptom } from "../test-views.ts";
import { glyphLabel, spokenForm } from "./spoken.ts";

const clock = (at: number) => new Date(at).toISOString().slice(11, 19);

test("the drawing is said in the order of failure, then what is cut off and what still works", () => {
  const host = aHostDetail({
    partViews: [
      aPart("volumes", { state: "fault", reading: "1 of 15 stuck" }),
      aPart("sock", { state: "hit" }),
      aPart("disk", { state: "warn", reading: "91 %" }),
    ],
  });
  const symptom = aSymptom({
    chain: [
      { number: 2, at: AT + 7_000, part: "dockerd", text: "dockerd waits for it" },
      { number: 1, at: AT, part: "volumes", text: "volume nfs-media is stuck" },
    ],
    blast: { affected: [], parts: ["sock"], notAffected: ["40 of 41 containers"] },
  });
  expect(spokenForm(host, [symptom], clock)).toBe(
    "fra1-app-07: 1 volume nfs-media is stuck at 03:24:08; 2 dockerd waits for it at 03:24:15; cut off: API socket; ticket: Disk: 91 %; not affected: 40 of 41 containers.",
  );
});

test("two faults that have nothing to do with one another are not numbered, and what recovers is said as such", () => {
  const alone = (id: string, text: string, state: "raised" | "recovering" = "raised") =>
    aSymptom({ id, title: text, state, chain: [{ number: 1, at: AT, part: "ctrs", text }] });
  expect(
    spokenForm(
      aHostDetail(),
      [alone("a", "Crash loop"), alone("b", "OOM kill"), alone("c", "dockerd hung", "recovering")],
      clock,
    ),
  ).toBe("fra1-app-07: Crash loop at 03:24:08; OOM kill at 03:24:08; recovering: dockerd hung.");
});

test("what is muted is said as such, and not as a ticket", () => {
  const mute = { id: "m1", until: AT + 60_000, by: "ada", reason: "planned" };
  const host = aHostDetail({ partViews: [aPart("disk", { state: "warn", reading: "91 %" })] });
  const full = aSymptom({ part: "disk", title: "Disk filling", mute });
  expect(spokenForm(host, [full], clock, ["disk"])).toBe("fra1-app-07: muted: Disk filling.");
});

test("the chain that an effect carries too is told once", () => {
  const chain = [
    { number: 1, at: AT, part: "config" as const, text: "file broken" },
    { number: 2, at: AT + 1_000, part: "dockerd" as const, text: "dockerd down" },
  ];
  const cause = aSymptom({ id: "cause", chain });
  const effect = aSymptom({ id: "effect", absorbedBy: cause.id, chain });
  expect(spokenForm(aHostDetail(), [cause, effect], clock)).toBe(
    "fra1-app-07: 1 file broken at 03:24:08; 2 dockerd down at 03:24:09.",
  );
});

test("a container that is drawn as not well is said to be, once", () => {
  const container = {
    id: "a",
    name: "web",
    image: "web:1",
    state: "running",
    status: "Up 3 hours (unhealthy)",
    health: "unhealthy",
    ports: [],
    isLastKnown: false,
  };
  const host = aHostDetail({ containers: [container] });
  expect(spokenForm(host, [], clock)).toBe("fra1-app-07: containers not well: web: unhealthy.");
  const symptom = aSymptom({ part: "ctrs", subject: "web", title: "web unhealthy" });
  expect(spokenForm(host, [symptom], clock)).not.toContain("not well");
});

test("a healthy engine is said to be as usual", () => {
  expect(spokenForm(aHostDetail(), [], clock)).toBe("fra1-app-07: every part is as usual.");
});

test("a host that is not heard from is never said to be as usual", () => {
  expect(spokenForm(aHostDetail({ isHeard: false }), [], clock)).toContain("nothing is heard");
  expect(glyphLabel(aHost({ isHeard: false }), [])).toBe("fra1-app-07: not heard from");
});
