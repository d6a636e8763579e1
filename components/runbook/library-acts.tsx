import { Copy, RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { readRunbooksAgain } from "#lib/client/api.ts";
import { runbookTemplate } from "#lib/domain/runbooks/template.ts";
import type { ModeId } from "#lib/domain/symptom.ts";
import { Button } from "../ui/button.tsx";
import { useCopy } from "../ui/command-line.tsx";
import { Message } from "../ui/message.tsx";
import { useAct } from "../ui/use-act.ts";
import { useKeys } from "../ui/use-keys.tsx";

/** What can be done about the files as a whole: begin one for the failure mode that is framed, read all again. */
export function LibraryActs({ mode, canCheck }: { readonly mode: ModeId; readonly canCheck: boolean }) {
  const router = useRouter();
  const template = useCopy(runbookTemplate(mode));
  const act = useAct();
  const check = (): void =>
    void act.run(readRunbooksAgain).then((isDone) => {
      if (isDone) router.refresh();
    });
  useKeys([
    { keys: "n", does: "copy a template", run: template.copy },
    ...(canCheck ? [{ keys: "c", does: "check all files", run: check }] : []),
  ]);
  return (
    <>
      {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
      <Button
        isSmall
        keyHint="n"
        title={`A runbook to begin with, for ${mode}: save it as ${mode}.md`}
        onClick={template.copy}
      >
        <Copy className="ic" size={14} aria-hidden />
        {template.state === "copied" ? "Copied" : "Copy a template"}
      </Button>
      {canCheck && (
        <Button isSmall keyHint="c" aria-disabled={act.isBusy} onClick={act.isBusy ? undefined : check}>
          <RotateCcw className="ic" size={14} aria-hidden />
          Check all files
        </Button>
      )}
    </>
  );
}
