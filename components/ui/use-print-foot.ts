"use client";

import { useEffect, useState } from "react";

/** As a string of CSS: quotes, backslashes and line ends would end it. */
const quoted = (text: string): string => JSON.stringify(text.replaceAll(/[\\"\n\r\f]/g, " "));

/**
 * What stands at the foot of every printed page. A style of the page cannot know it, so it is made when somebody prints.
 * False where the browser draws no margins of pages: there the paper has its foot once, at its end.
 */
export function usePrintFoot(left: string, right: () => string): boolean {
  const [isDrawn, setDrawn] = useState(true);
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    const write = (): void =>
      sheet.replaceSync(
        `@page { @bottom-left { content: ${quoted(left)}; } @bottom-right { content: ${quoted(right())} ", page " counter(page) " of " counter(pages); } }`,
      );
    write();
    const [page] = sheet.cssRules;
    setDrawn(page?.cssText.includes("@bottom-left") === true);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    window.addEventListener("beforeprint", write);
    return () => {
      window.removeEventListener("beforeprint", write);
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, [left, right]);
  return isDrawn;
}
