import { isScalar, isSeq, type Node } from "yaml";
import { ACTION_VERBS, type ActionVerb } from "../../domain/action.ts";
import { nearest } from "../../domain/nearest.ts";
import type { ActionRule } from "../actions/action-desk.ts";
import { type Field, fieldsOf, flagOf, listOf } from "./fields.ts";
import { kindOf, type Report } from "./yaml-text.ts";

const KEYS = ["verbs", "hosts", "second_person"] as const;
const VERBS_HINT = `It is a list of verbs: ${ACTION_VERBS.join(", ")}.`;
const HOSTS_HINT = "It is a list of ids of daemons, as in [web-1, web-2], or the word all.";

/** Texts of a list, each with its place; what is none is reported. */
function textsOf(
  field: Field,
  hint: string,
  report: Report,
): readonly { readonly text: string; readonly node: Node }[] {
  if (!isSeq(field.node)) {
    report.add(field.node ?? field.keyNode, `"${field.key}" is ${kindOf(field.node)}`, hint);
    return [];
  }
  return (field.node.items as Node[]).flatMap((node) => {
    if (isScalar(node) && typeof node.value === "string") return [{ text: node.value, node }];
    report.add(node, `An entry of "${field.key}" is ${kindOf(node)}`, hint);
    return [];
  });
}

function verbsOf(field: Field, report: Report): readonly ActionVerb[] {
  return textsOf(field, VERBS_HINT, report).flatMap(({ text, node }) => {
    const verb = ACTION_VERBS.find((known) => known === text);
    if (verb !== undefined) return [verb];
    const meant = nearest(text, ACTION_VERBS);
    report.add(
      node,
      `There is no verb "${text.slice(0, 40)}"`,
      meant === undefined ? VERBS_HINT : `Did you mean "${meant}"?`,
    );
    return [];
  });
}

function hostsOf(field: Field, ids: readonly string[], report: Report): ActionRule["hosts"] {
  if (isScalar(field.node) && field.node.value === "all") return "all";
  return textsOf(field, HOSTS_HINT, report).flatMap(({ text, node }) => {
    if (ids.includes(text)) return [text];
    const meant = nearest(text, ids);
    report.add(
      node,
      `No daemon of this file is called "${text.slice(0, 63)}"`,
      meant === undefined ? HOSTS_HINT : `Did you mean "${meant}"?`,
    );
    return [];
  });
}

/** `actions:` of foghorn.yaml. Nothing is allowed that is not written out: no entry has a default for its verbs or hosts. */
export function actionsOf(
  field: Field | undefined,
  ids: readonly string[],
  report: Report,
): readonly ActionRule[] {
  const nodes = listOf(field, "It is a list: each entry has verbs and hosts.", report);
  return nodes.flatMap((node) => {
    const fields = fieldsOf(node, "An action", KEYS, report);
    if (fields === undefined) return [];
    const [verbs, hosts] = [fields.get("verbs"), fields.get("hosts")];
    if (verbs === undefined) report.add(node, 'An action has no "verbs"', VERBS_HINT);
    if (hosts === undefined) report.add(node, 'An action has no "hosts"', HOSTS_HINT);
    if (verbs === undefined || hosts === undefined) return [];
    return [
      {
        verbs: verbsOf(verbs, report),
        hosts: hostsOf(hosts, ids, report),
        needsSecond: flagOf(fields.get("second_person"), report),
      },
    ];
  });
}
