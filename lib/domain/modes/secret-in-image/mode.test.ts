import { expect, test } from "vitest";
import { aContainer, aHostState, aList, anInspect, T0 } from "../../testing/builders.ts";
import { judged } from "../../testing/detecting.ts";
import { secretInImage } from "./mode.ts";

test.each([
  [["DB_PASSWORD", "PATH"], "DB_PASSWORD"],
  [["AWS_SECRET_ACCESS_KEY", "API_TOKEN"], "API_TOKEN and AWS_SECRET_ACCESS_KEY"],
  [["DB_PASSWORD_FILE", "PATH", "HOSTNAME", "TOKENIZERS_PARALLELISM"], undefined],
])("%s", (environmentNames, variables) => {
  const host = aHostState([aList(T0, [aContainer(1)]), anInspect(T0 + 1, 1, { environmentNames })]);
  expect(judged(secretInImage, host, T0 + 500)[0]?.facts.variables).toBe(variables);
});
