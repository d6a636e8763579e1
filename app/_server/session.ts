import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { ConsoleView } from "#lib/protocol/views.ts";
import type { Runtime, SignIn } from "#lib/runtime/runtime.ts";
import { admit, type SignedInPage, sharedOf } from "#lib/transport/http/admit.ts";
import { foghorn } from "./runtime.ts";

/**
 * First line of every page that needs a sign-in: who asks, by the page's rule in the policy registry.
 * Goes to /setup or /sign-in when there is nobody, and to not-found when the role is too small.
 */
export async function openPage(
  path: SignedInPage,
): Promise<{ readonly runtime: Runtime; readonly signIn: SignIn; readonly publicUrl?: string }> {
  const { runtime, edge } = await foghorn();
  const answer = await admit(runtime, path, await headers());
  switch (answer.kind) {
    case "setup":
      return redirect("/setup");
    case "sign-in":
      return redirect("/sign-in");
    case "refused":
      return notFound();
    case "admitted":
      return {
        runtime,
        signIn: answer.signIn,
        ...(edge.publicUrl !== undefined && { publicUrl: edge.publicUrl }),
      };
  }
}

/** First line of /setup: gone for good once an account exists. Tells whether it is the setup of a recording. */
export async function openSetupPage(): Promise<Pick<ConsoleView, "recording">> {
  const { runtime } = await foghorn();
  if (!(await runtime.accounts.needsSetup())) notFound();
  const recording = (await runtime.queries.state("console"))?.recording;
  return recording === undefined ? {} : { recording };
}

/** First line of /sign-in and /invite: who is signed in already, if anybody. */
export async function openPublicPage(): Promise<{ readonly signIn?: SignIn }> {
  const { runtime } = await foghorn();
  const answer = await admit(runtime, "/", await headers());
  if (answer.kind === "setup") redirect("/setup");
  return answer.kind === "admitted" ? { signIn: answer.signIn } : {};
}

/** For /s: what the share's cookie opens at this moment; unknown, expired and revoked are all undefined. */
export async function openSharedPage(): ReturnType<typeof sharedOf> {
  const { runtime } = await foghorn();
  return sharedOf(runtime, await headers());
}
