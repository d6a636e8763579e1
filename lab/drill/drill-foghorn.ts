import { ACTION_VERBS } from "#lib/domain/action.ts";
import { messageOf } from "#lib/domain/errors.ts";
import { type DaemonEntry, type RunningFoghorn, startFoghorn } from "../../e2e/support/foghorn.ts";
import { LabError } from "../errors.ts";
import type { Fault } from "../faults/fault.ts";
import { runningHost } from "../in-host.ts";
import { type Lab, sshConfigPath, sshKeyPath } from "../places.ts";

/** The host as foghorn.yaml of a drill names it. Nobody is refused as root: some faults are seen by another account. */
export const drilledDaemon = (
  { name, address }: { readonly name: string; readonly address: string },
  { watchAs = "root" }: Pick<Fault, "watchAs">,
  identity: string,
): DaemonEntry => ({ id: name, url: `ssh://${watchAs}@${address}`, identity });

/**
 * A Foghorn as its user starts it that watches this host alone and may do everything to it that the gate can do. Its
 * data stay from drill to drill: accounts, and what was learned from earlier incidents. `PORT` gives it a port of its own.
 * Errors: `command` with what it said when it does not start.
 */
export function drillFoghorn(
  lab: Lab,
  host: string,
  fault: Pick<Fault, "watchAs">,
  dataDir: string,
): Promise<RunningFoghorn> {
  const record = runningHost(lab, host);
  return startFoghorn({
    dataDir,
    sshConfig: sshConfigPath(lab),
    daemons: [drilledDaemon(record, fault, sshKeyPath(lab))],
    actions: [{ verbs: ACTION_VERBS, hosts: [record.name] }],
    env: { PORT: process.env.PORT ?? "0" },
  }).catch((error: unknown) => {
    throw new LabError("command", messageOf(error), { cause: error });
  });
}

/** What whoever takes part has to know before the host breaks. */
export function signInWords(
  lab: Lab,
  { url, setupCode, dataDir }: RunningFoghorn,
  host: string,
): readonly string[] {
  const door =
    setupCode === undefined
      ? `Sign in at ${url} as in earlier drills. Locked out: FOGHORN_DATA_DIR=${dataDir} npm run admin -- link <name>`
      : `The first one in makes an account at ${url}/setup with the code ${setupCode} and invites the others under People.`;
  return [
    `Foghorn: ${url}`,
    door,
    `Work on the host as its operator would: ssh -F ${sshConfigPath(lab)} root@${host}`,
  ];
}
