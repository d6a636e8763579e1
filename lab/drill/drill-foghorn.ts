import { ACTION_VERBS } from "#lib/domain/action.ts";
import { messageOf } from "#lib/domain/errors.ts";
import { type RunningFoghorn, startFoghorn } from "../../e2e/support/foghorn.ts";
import { LabError } from "../errors.ts";
import { runningHost } from "../in-host.ts";
import { type Lab, sshConfigPath, sshKeyPath } from "../places.ts";

/**
 * A Foghorn as its user starts it that watches this host alone and may do everything to it that the gate can do. Its
 * data stay from drill to drill: accounts, and what was learned from earlier incidents. `PORT` gives it a port of its own.
 * Errors: `command` with what it said when it does not start.
 */
export function drillFoghorn(lab: Lab, host: string, dataDir: string): Promise<RunningFoghorn> {
  const { name, address } = runningHost(lab, host);
  return startFoghorn({
    dataDir,
    sshConfig: sshConfigPath(lab),
    daemons: [{ id: name, url: `ssh://root@${address}`, identity: sshKeyPath(lab) }],
    actions: [{ verbs: ACTION_VERBS, hosts: [name] }],
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
