"use client";

import { type FormEvent, useState } from "react";
import { changeSettings } from "#lib/client/api.ts";
import { ownWordsWords } from "#lib/domain/incidents/settings.ts";
import { problemOfWords, tidyWords } from "#lib/domain/redaction/own-words.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { focusNow } from "../ui/focus-now.ts";
import { FormEnd } from "../ui/form-end.tsx";
import { useAct } from "../ui/use-act.ts";

interface OwnWordsProps {
  readonly words: readonly string[];
  readonly isAdmin: boolean;
}

/** The list of words that stay in the house; admins write it anew, everybody reads it. */
export function OwnWords({ words, isAdmin }: OwnWordsProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <b>{ownWordsWords({ ownWords: words })}</b>{" "}
      {(isAdmin || words.length > 0) && (
        <Button isSmall onClick={() => setOpen(true)}>
          {isAdmin ? "Change the list" : "Read the list"}
        </Button>
      )}
      {isOpen && <WordsDialog words={words} isAdmin={isAdmin} onClose={() => setOpen(false)} />}
    </>
  );
}

function WordsDialog({ words, isAdmin, onClose }: OwnWordsProps & { readonly onClose: () => void }) {
  const [text, setText] = useState(words.join("\n"));
  const act = useAct();
  const next = tidyWords(text.split("\n"));
  const problem = problemOfWords(next);
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (problem !== undefined) return;
    void act.run(() => changeSettings({ ownWords: next })).then((isDone) => isDone && onClose());
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Words kept in"
      description="Not told behind shared links and in exports. Links that are frozen stay as they are."
      isDescriptionShown
    >
      {isAdmin ? (
        <form className="frm" onSubmit={submit}>
          <label htmlFor="own-words-list">One on each line</label>
          <textarea
            ref={focusNow}
            id="own-words-list"
            className="inp"
            rows={8}
            value={text}
            spellCheck={false}
            autoComplete="off"
            aria-invalid={problem !== undefined}
            aria-describedby="own-words-help"
            onChange={(event) => setText(event.target.value)}
          />
          <p id="own-words-help" className={problem === undefined ? "t12 i3" : "t12 tp"}>
            {problem ??
              `${ownWordsWords({ ownWords: next })}. Found as a whole word, in capitals or not: “acme” also in ACME and acme-shop, not in acmes.`}
          </p>
          <FormEnd
            action="Keep the list"
            isReady={problem === undefined && !act.isBusy}
            failure={act.failure}
            onCancel={onClose}
          />
        </form>
      ) : (
        <ul>
          {words.map((word) => (
            <li key={word}>{word}</li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
