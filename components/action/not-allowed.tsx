import type { ActionVerb } from "#lib/domain/action.ts";
import { permissionLine } from "#lib/domain/action-words.ts";
import { CommandLine } from "../ui/command-line.tsx";

interface NotAllowedProps {
  readonly verb: ActionVerb;
  readonly hostId: string;
  /** The same by hand; absent where it stands beside already. */
  readonly command?: string;
}

/** Why there is no button: what would have to be allowed, by whom, and what a person can do meanwhile. */
export function NotAllowed({ verb, hostId, command }: NotAllowedProps) {
  return (
    <div className="nact t12">
      <p className="i3">
        By hand: the gate's foghorn.yaml does not list <span className="mono">{verb}</span> for {hostId}.
      </p>
      {command !== undefined && <CommandLine command={command} />}
      <details>
        <summary className="i3">what would allow it, below “actions:” of that file</summary>
        <CommandLine command={permissionLine(verb, hostId)} />
      </details>
    </div>
  );
}
