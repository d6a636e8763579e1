import { LIVE_CLOSE, type TopicKind } from "../../protocol/live.ts";
import type { Accounts, Queries, Runtime, SignIn } from "../../runtime/runtime.ts";
import { hasRole, TOPICS } from "../policy.ts";
import type { LiveLimits } from "./limits.ts";

/** Why a socket is closed. */
export interface Closing {
  readonly code: number;
  readonly reason: string;
}

/** Who is at the other end of a socket, and what they may read. */
export interface Visitor {
  /** A login or a share: sockets of the same are counted, and ended, together. */
  readonly key: string;
  readonly kind: "login" | "share";
  /** Why this topic is not for them; undefined when it is. */
  readonly refusalOf: (topic: string) => string | undefined;
  /** The topic as the hub names it. */
  readonly nameOf: (topic: string) => string;
  /** Asked now and then: undefined while they may stay. */
  readonly check: () => Promise<Closing | undefined>;
  /** Their time here is over. */
  readonly isOver?: () => boolean;
  /** Of a share. */
  readonly incidentId?: string;
  /** Whom a room shows; nobody is told of readers from outside. */
  readonly person?: SignIn["account"];
  readonly limits: LiveLimits;
}

export const loginKey = (loginId: string): string => `login:${loginId}`;
export const shareKey = (shareId: string): string => `share:${shareId}`;

/** Revoked or expired: which of them is not told. */
export const shareEnded: Closing = { code: LIVE_CLOSE.shareEnded, reason: "ended" };

const accessOf = (topic: string) => TOPICS[(topic.split(":")[0] ?? "") as TopicKind];

/** Somebody who is signed in: by their role, as it is at that moment. */
export function signedInVisitor(
  accounts: Accounts,
  secret: string,
  signIn: SignIn,
  limits: LiveLimits,
): Visitor {
  let { role } = signIn.account;
  return {
    key: loginKey(signIn.loginId),
    kind: "login",
    refusalOf(topic) {
      const needed = accessOf(topic);
      if (needed === "share") return "This is for readers of a share.";
      return hasRole(role, needed) ? undefined : `This needs the role ${needed}.`;
    },
    nameOf: (topic) => topic,
    async check() {
      const now = await accounts.check(secret, { isUse: false });
      if (now === undefined) return { code: LIVE_CLOSE.signedOut, reason: "signed out" };
      role = now.account.role;
      return undefined;
    },
    person: signIn.account,
    limits,
  };
}

/** A reader of a share: what it shows, and nothing else whatever is asked for. */
export function shareVisitor(
  runtime: Pick<Runtime, "now"> & { readonly queries: Pick<Queries, "shareOfToken"> },
  token: string,
  share: { readonly shareId: string; readonly incidentId: string; readonly expiresAt: number },
  limits: LiveLimits,
): Visitor {
  return {
    key: shareKey(share.shareId),
    kind: "share",
    refusalOf: (topic) => (accessOf(topic) === "share" ? undefined : "A share reaches nothing but itself."),
    nameOf: (topic) => `${topic}:${share.shareId}`,
    check: async () => ((await runtime.queries.shareOfToken(token)) === undefined ? shareEnded : undefined),
    // By the clock the link was made with: of a recording it is another than ours.
    isOver: () => runtime.now() >= share.expiresAt,
    incidentId: share.incidentId,
    limits: {
      ...limits,
      subscriptions: limits.shareSubscriptions,
      lagBytes: limits.shareLagBytes,
      resumeBytes: limits.shareLagBytes / 4,
    },
  };
}
