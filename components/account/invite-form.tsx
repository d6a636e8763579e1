"use client";

import { type FormEvent, useEffect, useState } from "react";
import { acceptInvite } from "#lib/client/api.ts";
import { Button } from "../ui/button.tsx";
import { Message } from "../ui/message.tsx";
import { useAct } from "../ui/use-act.ts";
import { Door } from "./door.tsx";
import { Field } from "./field.tsx";
import { NewPassword } from "./new-password.tsx";

/** A one-time link: the token stands in the fragment, which no server and no log ever sees. */
export function InviteForm({ host }: { readonly host: string }) {
  const [token, setToken] = useState<string | undefined>(undefined);
  const act = useAct();
  useEffect(() => {
    setToken(decodeURIComponent(window.location.hash.slice(1)));
    // Out of the address bar and the history, once it is known.
    window.history.replaceState(null, "", window.location.pathname);
  }, []);
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = {
      token: token ?? "",
      name: String(form.get("name") ?? "").trim(),
      password: String(form.get("password") ?? ""),
    };
    void act
      .run(() => acceptInvite(body))
      .then((isDone) => {
        if (isDone) window.location.assign("/");
      });
  }
  return (
    <Door
      title="Welcome"
      subtitle={host}
      aside={
        <section>
          <h2>The link works once</h2>
          <p>
            It ends a day after it was made. Whoever made it gave the role; the name is how others see you on
            timelines.
          </p>
        </section>
      }
    >
      {token === "" ? (
        <Message kind="failed">
          This address carries no invitation. Open the whole link, with everything after the #.
        </Message>
      ) : (
        <form onSubmit={submit}>
          <Field
            isFirst
            id="name"
            label="Name, as others see it"
            name="name"
            autoComplete="username"
            required
            maxLength={64}
          />
          <NewPassword />
          {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
          <Button type="submit" look="primary" keyHint="Enter" disabled={act.isBusy || token === undefined}>
            Take the invitation
          </Button>
        </form>
      )}
    </Door>
  );
}
