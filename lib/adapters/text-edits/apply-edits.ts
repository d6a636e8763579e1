import { rebaseUpdates } from "@codemirror/collab";
import { ChangeSet, Text } from "@codemirror/state";
import { FoghornError, messageOf } from "../../domain/errors.ts";
import { TEXT_LIMIT } from "../../domain/postmortem/document.ts";
import type { ApplyEdits } from "../../engine/ports-postmortems.ts";

function read(changes: unknown): ChangeSet {
  try {
    return ChangeSet.fromJSON(changes);
  } catch (error) {
    throw new FoghornError("invalid-input", `This is no change of a text: ${messageOf(error)}`);
  }
}

/** As `ApplyEdits` of the engine, with the same library that made the changes. */
export const applyEdits: ApplyEdits = (text, since, { clientId, changes }) => {
  const over = since.map((edit) => ({ clientID: edit.clientId, changes: read(edit.changes) }));
  const updates = changes.map((change) => ({ clientID: clientId, changes: read(change) }));
  let document = Text.of(text.split("\n"));
  const applied: unknown[] = [];
  try {
    for (const update of rebaseUpdates(updates, over)) {
      document = update.changes.apply(document);
      applied.push(update.changes.toJSON());
    }
  } catch (error) {
    throw new FoghornError(
      "invalid-input",
      `These changes do not fit the text they name: ${messageOf(error)}. What you wrote stays in your window.`,
    );
  }
  if (document.length > TEXT_LIMIT)
    throw new FoghornError(
      "invalid-input",
      `A postmortem has at most ${TEXT_LIMIT.toLocaleString("en")} characters; this one would have ${document.length.toLocaleString("en")}. What you wrote stays in your window.`,
    );
  return { text: document.toString(), applied };
};
