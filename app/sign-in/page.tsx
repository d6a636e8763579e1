import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { safeNext } from "../../components/account/safe-next.ts";
import { SignInForm } from "../../components/account/sign-in-form.tsx";
import { openPublicPage } from "../_server/session.ts";

export default async function SignInPage({
  searchParams,
}: {
  readonly searchParams: Promise<{ readonly next?: string | string[] }>;
}) {
  const [{ signIn }, { next }, given] = await Promise.all([openPublicPage(), searchParams, headers()]);
  const to = typeof next === "string" ? next : undefined;
  if (signIn !== undefined) redirect(safeNext(to));
  return <SignInForm host={given.get("host") ?? ""} next={to} />;
}
