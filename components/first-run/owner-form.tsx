"use client";

import { type FormEvent, useState } from "react";
import { setUp } from "#lib/client/api.ts";
import type { ConsoleView } from "#lib/protocol/views.ts";
import { Field } from "../account/field.tsx";
import { NewPassword } from "../account/new-password.tsx";
import { RecordingBanner } from "../shell/banners.tsx";
import { Button } from "../ui/button.tsx";
import { Message } from "../ui/message.tsx";
import { useAct } from "../ui/use-act.ts";

/** The first admin, proven by the code that only who started Foghorn can read. */
export function OwnerForm({
  recording,
  onDone,
}: Pick<ConsoleView, "recording"> & { readonly onDone: (name: string) => void }) {
  const [name, setName] = useState("");
  const act = useAct();
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = {
      code: String(form.get("code") ?? "").trim(),
      name: name.trim(),
      password: String(form.get("password") ?? ""),
    };
    void act.run(() => setUp(body)).then((isDone) => isDone && onDone(name.trim()));
  }
  return (
    <main className="c">
      {recording !== undefined && <RecordingBanner {...recording} />}
      <h1>Who owns this Foghorn?</h1>
      <p className="i2">
        The setup code stands in the terminal where Foghorn was started, and in the file setup-code of its
        data directory. It is good for 15 minutes; a restart makes a new one.
      </p>
      <form onSubmit={submit} className="own">
        <Field
          isFirst
          id="code"
          label="Setup code"
          name="code"
          className="inp mono"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={100}
        />
        <Field
          id="name"
          label="Your name, as others see it"
          name="name"
          autoComplete="username"
          required
          maxLength={64}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <NewPassword />
        {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
        <Button type="submit" look="primary" keyHint="Enter" disabled={act.isBusy}>
          Become the owner
        </Button>
      </form>
    </main>
  );
}
