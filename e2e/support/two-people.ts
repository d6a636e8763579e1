import { type Browser, expect } from "@playwright/test";
import { changing } from "./ask.ts";
import { type RunningFoghorn, startFoghorn } from "./foghorn.ts";
import { BEN, openWindow, type Window } from "./people.ts";
import { invite, signInFirstAdmin } from "./sign-in.ts";

export interface TwoPeople {
  readonly foghorn: RunningFoghorn;
  /** The first admin. */
  readonly ada: Window;
  readonly ben: Window;
  /** Ada asks below `/api/incidents`, without a page. */
  readonly ask: (path: string, data: object) => Promise<void>;
}

/** A Foghorn without engines, two people in it, and one incident, INC-0001 "Shop is slow". */
export async function startWithTwo(browser: Browser, roleOfBen: "viewer" | "operator"): Promise<TwoPeople> {
  const foghorn = await startFoghorn({ daemons: [] });
  const first = await signInFirstAdmin(browser, foghorn);
  const second = await invite(first, browser, foghorn, { ...BEN, role: roleOfBen });
  const ask = async (path: string, data: object): Promise<void> => {
    const answer = await first.request.post(`/api/incidents${path}`, {
      headers: changing(foghorn.url),
      data,
    });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  await ask("", { symptomIds: [], title: "Shop is slow", severity: "SEV3" });
  return {
    foghorn,
    ada: await openWindow(first, foghorn),
    ben: await openWindow(second, foghorn),
    ask,
  };
}
