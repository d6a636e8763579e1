import type { PartId } from "#lib/domain/anatomy.ts";
import type { ModeId } from "#lib/domain/symptom.ts";
import type { Engine } from "../naming.ts";
import { assert, type Expectation, type Fault, removeContainer } from "./fault.ts";

interface OneContainer {
  readonly id: ModeId;
  readonly name: string;
  readonly does: string;
  /** What has to be there before anything is wrong. */
  readonly setUp?: string;
  /** Makes it; a start that is to fail may fail. */
  readonly script: string;
  /** What `docker inspect --format` says of it, and must say. */
  readonly format: string;
  readonly wanted: RegExp;
  readonly part: PartId;
  readonly seenWithinMs: number;
  readonly state: string;
  readonly api: string;
  readonly journal?: RegExp;
  /** Before the container is removed. */
  readonly heal?: string;
  readonly blast?: readonly ModeId[];
}

/** A container that runs until it is told to end. */
export const LIVES = `sh -c 'trap "exit 0" TERM; while :; do sleep 3600 & wait $!; done'`;
/** What every container of the lab's faults is made with. */
export const RUN = "docker run --detach --label foghorn.lab=fault --name";

const SET_UP_MS = 120_000;

/** A fault that is one container, healed by removing it. */
export function oneContainer(about: OneContainer): Fault {
  const { id, name, does, setUp, script, format, wanted, heal = "", blast = [] } = about;
  return {
    id,
    variants: { container: does },
    break: async (host) => {
      await host.sh(`${heal}\n${removeContainer(name)}\n${setUp ?? ""}`, { deadlineMs: SET_UP_MS });
      host.begins();
      await host.sh(script);
    },
    verify: async (host) => {
      const found = (await host.sh(`docker inspect --format '${format}' ${name}`)).trim();
      assert(wanted.test(found), `${name} is ${found}`);
    },
    heal: async (host) => void (await host.sh(`${heal}\n${removeContainer(name)}`)),
    expect: (_variant: string, _engine: Engine): Expectation => ({
      part: about.part,
      seenWithinMs: about.seenWithinMs,
      state: about.state,
      api: about.api,
      ...(about.journal && { journal: about.journal }),
      subject: name,
      blast,
    }),
  };
}
