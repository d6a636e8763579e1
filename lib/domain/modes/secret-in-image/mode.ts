import type { Mode } from "../../mode.ts";
import { isSensitiveName } from "../../redaction/sensitive-names.ts";
import { riskMode } from "../shared/risk-mode.ts";
import { counted, named } from "../shared/text.ts";

/** Says where a secret lies, and is none itself. */
const POINTER = /(?:_FILE|_PATH|_DIR|_URL_FILE)$/i;

/**
 * A variable whose name promises a secret. Values stay in the gate, so whether it is set, and whether image or start set
 * it, nobody says here: everybody who may inspect the container, or pull the image, can read it.
 */
export const secretInImage: Mode = riskMode({
  id: "secret-in-image",
  title: "Secret in the environment",
  part: "images",
  riskOf: ({ name, environmentNames }) => {
    const secrets = environmentNames.filter((each) => isSensitiveName(each) && !POINTER.test(each)).sort();
    if (secrets.length === 0) return "none";
    return {
      summary: `${name} has ${counted(secrets.length, "variable")} whose ${secrets.length === 1 ? "name promises a secret" : "names promise secrets"}: ${named(secrets, 5)}. Values are not read.`,
      text: secrets.map((each) => `${each}=…`).join("\n"),
      reading: named(secrets, 3),
      facts: { variables: named(secrets, 5) },
    };
  },
});
