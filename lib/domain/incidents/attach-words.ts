import type { HostId } from "../ids.ts";
import type { Symptom } from "../symptom.ts";

/** By which rule a symptom came to an incident. A person can override each: detach it, attach it elsewhere. */
export type AttachRule =
  | "opened"
  | "again"
  | "explained"
  | "explains"
  | "chain"
  | "service"
  | "service-elsewhere"
  | "alike"
  | "merged"
  | "split"
  | "person";

export interface AttachReason {
  readonly rule: AttachRule;
  /** The attached symptom that the rule found it by. */
  readonly of?: { readonly title: string; readonly hostId: HostId };
  /** The compose service both are about: "shop/api". */
  readonly service?: string;
}

export const reasonOf = (rule: AttachRule, { title, hostId }: Pick<Symptom, "title" | "hostId">) => ({
  rule,
  of: { title, hostId },
});

/** The rules in one sentence each, as the settings list them. */
export const ATTACH_RULES: readonly {
  readonly rule: AttachRule;
  readonly name: string;
  readonly text: string;
}[] = [
  { rule: "again", name: "Same identity", text: "the same fault of the same thing on the same host" },
  {
    rule: "chain",
    name: "Same cause",
    text: "same host and cause chain: one explains the other, or both have the same cause",
  },
  { rule: "service", name: "Same service", text: "same host and same compose service, by its labels" },
  {
    rule: "service-elsewhere",
    name: "Same service elsewhere",
    text: "same compose project and service on another host, by its labels; off unless an admin switches it on",
  },
  {
    rule: "alike",
    name: "Same fault elsewhere",
    text: "the same fault on another host within 5 min joins an incident that opened by itself",
  },
];

/** "; it is called “dockerd down on web-1 and web-2” now", behind what was attached or detached. */
export const calledWords = ({ calledNow }: { readonly calledNow?: string | undefined }): string =>
  calledNow === undefined ? "" : `; it is called “${calledNow}” now`;

/** "same host and cause chain as dockerd down on web-1" */
export function attachWords({ rule, of, service }: AttachReason): string {
  const other = of === undefined ? "another symptom" : `${of.title} on ${of.hostId}`;
  switch (rule) {
    case "opened":
      return "opened with it";
    case "again":
      return `the same thing again, after ${other}`;
    case "explained":
      return `same host and cause chain: ${other} explains it`;
    case "explains":
      return `same host and cause chain: it explains ${other}`;
    case "chain":
      return `same host and cause chain as ${other}`;
    case "service":
      return `same host and compose service as ${other}`;
    case "service-elsewhere":
      return `same compose service${service === undefined ? "" : ` ${service}`} on another host as ${other}`;
    case "alike":
      return `the same fault began on ${of?.hostId ?? "another host"} within 5 min`;
    case "merged":
      return "came with a merged incident";
    case "split":
      return "taken along when it was split off";
    case "person":
      return "by hand";
  }
}
