import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ConfigBanner } from "./config-banner.tsx";

const at = { file: "foghorn.yaml", column: 5 };

test("every mistake of the file is listed with its place and hint, each a sentence of its own", () => {
  const html = renderToStaticMarkup(
    createElement(ConfigBanner, {
      problems: [
        { ...at, line: 3, message: '"ulr" is no key of a daemon', hint: 'Did you mean "url"?' },
        { ...at, line: 9, message: "An id is missing.", hint: "id: web-1" },
      ],
    }),
  );
  const text = html
    .replace(/<[^>]+>/g, "")
    .replaceAll("&quot;", '"')
    .replace(/\s+/g, " ");
  expect(text).toContain('foghorn.yaml:3:5 "ulr" is no key of a daemon. Did you mean "url"?');
  expect(text).toContain("foghorn.yaml:9:5 An id is missing. id: web-1.");
  expect(text).toContain("2 mistakes in the configuration file. What was in force stays in force.");
  expect(text).not.toMatch(/more|[?.]\./);
});
