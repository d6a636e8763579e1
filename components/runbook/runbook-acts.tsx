import { Copy, Printer } from "lucide-react";
import { useRef, useState } from "react";
import { ABOUTS } from "#lib/domain/modes/abouts.ts";
import type { RunbookView } from "#lib/protocol/views.ts";
import { Button } from "../ui/button.tsx";
import { CommandLine } from "../ui/command-line.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { useKeys } from "../ui/use-keys.tsx";
import { IncidentChoice } from "./incident-choice.tsx";

type Opened = "rehearse" | "compare" | "incident";

/** What can be done with one runbook outside an incident. */
export function RunbookActs({
  runbook,
  canWrite,
}: {
  readonly runbook: RunbookView;
  readonly canWrite: boolean;
}) {
  const [opened, setOpened] = useState<Opened | undefined>(undefined);
  const file = useRef<HTMLAnchorElement>(null);
  const close = () => setOpened(undefined);
  const faults = runbook.symptoms.filter((mode) => ABOUTS[mode].proof === "lab");
  const { differences } = runbook;
  useKeys([
    ...(faults.length > 0
      ? [{ keys: "x", does: "rehearse in the lab", run: () => setOpened("rehearse") }]
      : []),
    { keys: "o", does: "copy as own file", run: () => file.current?.click() },
    ...(differences === undefined
      ? []
      : [{ keys: "d", does: "compare with the release's", run: () => setOpened("compare") }]),
    ...(canWrite ? [{ keys: "e", does: "open in an incident", run: () => setOpened("incident") }] : []),
  ]);
  return (
    <>
      {differences !== undefined && (
        <Button isSmall keyHint="d" onClick={() => setOpened("compare")}>
          Compare
        </Button>
      )}
      {faults.length > 0 && (
        <Button isSmall keyHint="x" onClick={() => setOpened("rehearse")}>
          Rehearse in the lab
        </Button>
      )}
      <a
        ref={file}
        className="btn sm"
        href={`/api/runbooks/${encodeURIComponent(runbook.id)}/file`}
        download={runbook.file}
      >
        <Copy className="ic" size={14} aria-hidden />
        Copy as own file <Kbd>o</Kbd>
      </a>
      <Button isSmall onClick={() => window.print()}>
        <Printer className="ic" size={14} aria-hidden />
        Print
      </Button>
      {opened === "rehearse" && (
        <Dialog isOpen onClose={close} title={`Rehearse “${runbook.title}” in the lab`}>
          <p className="i2 mb-2">
            In a checkout, as root: brings up a disposable host, starts a Foghorn of its own on it, breaks the
            host and writes down who did what and when. Where every step was gone through, the report ends
            with the line for the file's <span className="mono">exercised</span>.
          </p>
          {faults.map((mode) => (
            <CommandLine key={mode} command={`npm run lab -- drill ${mode}`} />
          ))}
        </Dialog>
      )}
      {opened === "compare" && differences !== undefined && (
        <Dialog isOpen onClose={close} title="What yours says differently from the release's">
          {differences.length === 0 && <p className="i2">Nothing: both say the same.</p>}
          <ul className="dif">
            {differences.map((difference) => (
              <li key={difference}>{difference}</li>
            ))}
          </ul>
        </Dialog>
      )}
      {opened === "incident" && <IncidentChoice runbook={runbook} onClose={close} />}
    </>
  );
}
