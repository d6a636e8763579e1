"use client";

import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { changePassword, endLogin, signOut, signOutEverywhere } from "#lib/client/api.ts";
import type { EpochMs } from "#lib/domain/time.ts";
import type { ShellFrame } from "../shell/frame.ts";
import { PageHead } from "../shell/page-head.tsx";
import { Shell } from "../shell/shell.tsx";
import { Button } from "../ui/button.tsx";
import { MachineText } from "../ui/machine-text.tsx";
import { Mark } from "../ui/mark.tsx";
import { Message } from "../ui/message.tsx";
import { SingleKeys } from "../ui/single-keys.tsx";
import { Moment } from "../ui/times.tsx";
import { useAct } from "../ui/use-act.ts";
import { Field } from "./field.tsx";
import { NewPassword } from "./new-password.tsx";

export interface Login {
  readonly loginId: string;
  readonly createdAt: EpochMs;
  readonly lastUsedAt: EpochMs;
  readonly userAgent: string;
}

interface AccountProps {
  readonly frame: ShellFrame;
  readonly logins: readonly Login[];
  readonly currentLoginId: string;
}

const leave = () => window.location.assign("/sign-in");

/** One's own sign-ins, password and keys. */
export function Account({ frame, logins, currentLoginId }: AccountProps) {
  const router = useRouter();
  const act = useAct();
  return (
    <Shell place="account" title="Your account" frame={frame} hints={[]}>
      <div className="acc">
        <PageHead title="Your account">
          <span className="i2">
            <MachineText text={frame.person.name} limit={64} />, {frame.person.role}
          </span>
        </PageHead>
        {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
        <div className="cols">
          <section aria-label="Where you are signed in">
            <div className="ph">
              <h2>Where you are signed in</h2>
              <span className="sub">{logins.length}</span>
            </div>
            <ul className="logins">
              {logins.map((login) => (
                <li key={login.loginId}>
                  <Mark name={login.loginId === currentLoginId ? "notice" : "quiet"} size={13} />
                  <div className="min-w-0">
                    <div className="ell" title={login.userAgent}>
                      {login.loginId === currentLoginId && <b>This browser. </b>}
                      <MachineText
                        text={login.userAgent === "" ? "unknown browser" : login.userAgent}
                        limit={160}
                      />
                    </div>
                    <div className="t12 i3">
                      since <Moment at={login.createdAt} />, last used <Moment at={login.lastUsedAt} />
                    </div>
                  </div>
                  <Button
                    isSmall
                    disabled={act.isBusy}
                    onClick={() => {
                      const isThis = login.loginId === currentLoginId;
                      void act
                        .run(() => (isThis ? signOut() : endLogin(login.loginId)))
                        .then((isDone) => isDone && (isThis ? leave() : router.refresh()));
                    }}
                  >
                    Sign out
                  </Button>
                </li>
              ))}
            </ul>
            <p className="row">
              <Button
                disabled={act.isBusy}
                onClick={() => void act.run(signOutEverywhere).then((isDone) => isDone && leave())}
              >
                Sign out everywhere
              </Button>
              <span className="t12 i3">Here included; open pages end within seconds.</span>
            </p>
          </section>
          <section aria-label="Password and keys">
            <PasswordForm />
            <fieldset className="pick">
              <legend className="h2">Keys</legend>
              <SingleKeys>Single letters act as keys</SingleKeys>
              <p className="t12 i3">
                Off: only combinations with Ctrl act, for those who speak or whose fingers slip.
              </p>
            </fieldset>
          </section>
        </div>
      </div>
    </Shell>
  );
}

function PasswordForm() {
  const act = useAct();
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = { current: String(form.get("current") ?? ""), next: String(form.get("next") ?? "") };
    void act.run(() => changePassword(body)).then((isDone) => isDone && leave());
  }
  return (
    <form onSubmit={submit}>
      <div className="ph">
        <h2>Password</h2>
      </div>
      <Field
        id="current"
        label="Password now"
        name="current"
        type="password"
        autoComplete="current-password"
        required
        maxLength={1_000}
      />
      <NewPassword name="next" label="New password" more=" Afterwards you sign in again, everywhere." />
      {act.failure !== undefined && <Message kind="failed">{act.failure}</Message>}
      <p className="row">
        <Button type="submit" disabled={act.isBusy}>
          Change the password
        </Button>
      </p>
    </form>
  );
}
