import { isSensitiveName, redactText } from "../../domain/redaction/redact.ts";

/** Redaction for one host: the engine's rules, and the values of environment variables that were seen in inspect. */
export interface SecretKeeper {
  readonly redact: (text: string) => string;
  readonly learn: (entries: readonly { readonly name: string; readonly value: string }[]) => void;
}

// The oldest go first; what an inspect shows is learnt again with the next inspect.
const VALUE_LIMIT = 500;
// A shorter value ("1", "prod") would mask half of every line.
const SHORTEST_VALUE = 6;
const LONGEST_VALUE = 4_096;

export function createSecretKeeper(key: string): SecretKeeper {
  const values = new Set<string>();
  let literals: readonly string[] = [];
  return {
    redact: (text) => redactText(text, { key, literals }).text,
    learn(entries) {
      for (const { name, value } of entries) {
        if (value.length < SHORTEST_VALUE || value.length > LONGEST_VALUE || !isSensitiveName(name)) continue;
        values.delete(value);
        values.add(value);
      }
      for (const oldest of values) {
        if (values.size <= VALUE_LIMIT) break;
        values.delete(oldest);
      }
      literals = [...values];
    },
  };
}
