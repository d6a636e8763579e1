import { isMap, isScalar, isSeq, type Node } from "yaml";
import { suggestion } from "./suggest.ts";
import { kindOf, type Report } from "./yaml-text.ts";

/*
 * Readers of single fields. Each answers undefined when the field is absent or wrong, and has reported
 * the wrong ones; so one run names every mistake of a file. A message says what is there, without a full stop; a
 * hint is a sentence that says what would be right.
 */

export interface Field {
  readonly key: string;
  readonly keyNode: Node;
  readonly node: Node | null;
}

export type Fields = ReadonlyMap<string, Field>;

/** The fields of a block; unknown keys are reported with the key that was probably meant. */
export function fieldsOf(
  node: Node | null | undefined,
  what: string,
  known: readonly string[],
  report: Report,
): Fields | undefined {
  if (!isMap(node)) {
    report.add(node, `${what} is ${kindOf(node)}`, `It takes a block with the keys ${known.join(", ")}.`);
    return undefined;
  }
  const fields = new Map<string, Field>();
  for (const pair of node.items) {
    const keyNode = pair.key as Node;
    const key = isScalar(keyNode) ? String(keyNode.value) : "";
    if (!known.includes(key)) {
      const meant = suggestion(key, known);
      report.add(
        keyNode,
        `${what} has no key "${key.slice(0, 40)}"`,
        meant === undefined ? `The keys are ${known.join(", ")}.` : `Did you mean "${meant}"?`,
      );
      continue;
    }
    fields.set(key, { key, keyNode, node: pair.value as Node | null });
  }
  return fields;
}

export function textOf(field: Field | undefined, hint: string, report: Report): string | undefined {
  if (field === undefined) return undefined;
  const { node } = field;
  if (isScalar(node) && typeof node.value === "string" && node.value.trim() !== "") return node.value;
  report.add(node ?? field.keyNode, `"${field.key}" is ${kindOf(node)}`, hint);
  return undefined;
}

export function flagOf(field: Field | undefined, report: Report): boolean {
  if (field === undefined) return false;
  if (isScalar(field.node) && typeof field.node.value === "boolean") return field.node.value;
  report.add(
    field.node ?? field.keyNode,
    `"${field.key}" is ${kindOf(field.node)}`,
    "Write true or false; yes, no, on and off are texts in YAML 1.2.",
  );
  return false;
}

export function listOf(field: Field | undefined, hint: string, report: Report): readonly Node[] {
  if (field === undefined || field.node === null || (isScalar(field.node) && field.node.value === null))
    return [];
  if (isSeq(field.node)) return field.node.items as Node[];
  report.add(field.node, `"${field.key}" is ${kindOf(field.node)}`, hint);
  return [];
}

const LABEL_KEY = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/;
const LABEL_KEY_HINT = "A name has letters, digits, dots, hyphens and underscores, at most 63.";
const LABEL_LENGTH = 128;

/** Labels of a host: short texts; numbers and flags are taken as they are written. */
export function labelsOf(field: Field | undefined, report: Report): Readonly<Record<string, string>> {
  const hint = 'Labels are short texts, as in {site: fra1, env: "prod"}.';
  if (field === undefined) return {};
  if (!isMap(field.node)) {
    report.add(field.node ?? field.keyNode, `"${field.key}" is ${kindOf(field.node)}`, hint);
    return {};
  }
  const labels: [string, string][] = [];
  for (const { key, value } of field.node.items) {
    const name = isScalar(key) ? String(key.value) : "";
    const text = isScalar(value) && value.value !== null ? (value.source ?? String(value.value)) : undefined;
    const at = (value ?? key) as Node;
    if (!LABEL_KEY.test(name))
      report.add(key as Node, `"${name.slice(0, 40)}" cannot be the name of a label`, LABEL_KEY_HINT);
    else if (text === undefined) report.add(at, `The label "${name}" is ${kindOf(value)}`, hint);
    else if (text.length > LABEL_LENGTH)
      report.add(at, `The label "${name}" is longer than ${LABEL_LENGTH} characters`, hint);
    else labels.push([name, text]);
  }
  return Object.fromEntries(labels);
}
