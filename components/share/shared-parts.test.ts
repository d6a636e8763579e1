import { expect, test } from "vitest";
import { aSymptom, T0 } from "#lib/domain/incidents/testing/builders.ts";
import { effectsOf, headOf, partsOfShared } from "./shared-parts.ts";

test("a part that nobody saw is not drawn as healthy, unless a symptom names it", () => {
  const parts = partsOfShared([aSymptom()], ["tls", "dockerd", "sock"]);
  expect(parts).toMatchObject({ tls: "stale", dockerd: "fault", sock: "hit", disk: "ok" });
});

test("an effect of what is over is told in the past, with its end", () => {
  const blast = { affected: ["every caller waits"], parts: [], notAffected: ["4 containers run"] };
  const over = aSymptom({ state: "cleared", recoveringAt: T0, blast });
  expect(effectsOf([over], ({ affected }) => affected)).toEqual([{ text: "every caller waited", until: T0 }]);
  expect(effectsOf([aSymptom({ blast })], ({ affected }) => affected)).toEqual([
    { text: "every caller waits", until: undefined },
  ]);
});

test("a mitigated incident is headed by that, without the red of one that is open", () => {
  expect(headOf("mitigated", "20:10")).toEqual({
    mark: "was-ticked",
    words: "Mitigated, not yet resolved at 20:10",
  });
  expect(headOf("active", "20:10")).toEqual({
    mark: "page",
    words: "Open at 20:10",
  });
  expect(headOf("resolved", "20:10")).toEqual({ mark: "ticked", words: "Resolved" });
});
