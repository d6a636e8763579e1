"use client";

import { useCopy } from "../ui/command-line.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { keyed } from "./keyed.ts";
import { piecesOf, shortId } from "./short-ids.ts";

/** What a machine wrote, with ids of 64 digits as docker prints them; a press copies the whole id. */
export function MachineLine({ text, limit = 600 }: { readonly text: string; readonly limit?: number }) {
  const pieces = piecesOf(text);
  if (pieces.length === 1 && pieces[0]?.kind === "text") return <MachineText text={text} limit={limit} />;
  return keyed(pieces, (piece) => (piece.kind === "id" ? piece.id : piece.text)).map(({ key, item }) =>
    item.kind === "id" ? (
      <CopiedId key={key} id={item.id} />
    ) : (
      <MachineText key={key} text={item.text} limit={limit} />
    ),
  );
}

function CopiedId({ id }: { readonly id: string }) {
  const { state, copy } = useCopy(id);
  return (
    <button
      type="button"
      className="sid"
      title={`${id}: press to copy`}
      aria-label={`Copy the id ${id}`}
      onClick={copy}
    >
      {shortId(id)}
      {state === "copied" && <span role="status"> copied</span>}
    </button>
  );
}
