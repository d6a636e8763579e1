"use client";

import { type FormEvent, useState } from "react";
import { signIn } from "#lib/client/api.ts";
import { Button } from "../ui/button.tsx";
import { CommandLine } from "../ui/command-line.tsx";
import { Message } from "../ui/message.tsx";
import { useAct } from "../ui/use-act.ts";
import { Door } from "./door.tsx";
import { Field } from "./field.tsx";
import { safeNext } from "./safe-next.ts";

/** Sign in, or get back in when the usual way is down. Reveals nothing about the fleet. */
export function SignInForm({ host, next }: { readonly host: string; readonly next: string | undefined }) {
  const [name, setName] = useState("");
  const act = useAct();
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password") ?? "");
    void act
      .run(() => signIn({ name: name.trim(), password }))
      .then((isDone) => {
        // A full load: the new sign-in must not meet anything that was drawn for nobody.
        if (isDone) window.location.assign(safeNext(next));
      });
  }
  return (
    <Door
      title="Sign in"
      subtitle={host}
      aside={
        <>
          <section>
            <h2>Nothing about the fleet is shown here</h2>
            <p>Shared timelines open without signing in, through their own link.</p>
          </section>
          <section>
            <h2>Locked out during an incident</h2>
            <p>
              On the machine that runs Foghorn, this prints a link that works once. It does not need Docker,
              mail or the network.
            </p>
            <CommandLine command={`npm run admin -- link ${isPlainName(name) ? name.trim() : "<name>"}`} />
          </section>
        </>
      }
    >
      <form onSubmit={submit}>
        <Field
          isFirst
          id="name"
          label="Name"
          name="name"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={64}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Field
          id="password"
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          maxLength={1_000}
        />
        {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
        <Button type="submit" look="primary" keyHint="Enter" disabled={act.isBusy}>
          Sign in
        </Button>
      </form>
    </Door>
  );
}

/** Only names that need no quoting are put into a command. */
const isPlainName = (name: string): boolean => /^[A-Za-z0-9._-]{1,64}$/.test(name.trim());
