import type { ConfigCase } from "./case.ts";
import { KEY_CASES } from "./key-cases.ts";
import { SYNTAX_CASES } from "./syntax-cases.ts";
import { UNIT_CASES } from "./unit-cases.ts";
import { TYPE_CASES, VALUE_CASES } from "./value-cases.ts";

/** Every configuration that was started on both engines. */
export const CONFIG_CASES: readonly ConfigCase[] = [
  ...SYNTAX_CASES,
  ...KEY_CASES,
  ...TYPE_CASES,
  ...VALUE_CASES,
  ...UNIT_CASES,
];
