"use client";

import { useEffect, useRef, useState } from "react";
import { readPreview } from "#lib/client/postmortem-api.ts";
import { Message } from "../ui/message.tsx";

/** A page of two thousand entries takes a moment to write: it is asked for when the text rests. */
const REST_MS = 700;

/**
 * The paper as every export prints it but for words of one's own list, which stand here: what the server writes, in a shadow
 * root of its own, so that neither style reaches the other. Scripts, handlers and foreign addresses do nothing here: the policy of the page forbids them.
 */
export function Preview({ incidentId, version }: { readonly incidentId: string; readonly version: string }) {
  const host = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const [isRead, setRead] = useState(false);
  useEffect(() => {
    let isGone = false;
    const timer = setTimeout(
      async () => {
        const answer = await readPreview(incidentId);
        if (isGone || host.current === null) return;
        if (answer.kind === "failed") {
          setFailure(answer.message);
          return;
        }
        setFailure(undefined);
        setRead(true);
        const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open" });
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(answer.value.style);
        root.adoptedStyleSheets = [sheet];
        const parsed = new DOMParser().parseFromString(answer.value.sheet, "text/html");
        root.replaceChildren(...parsed.body.childNodes);
      },
      version === "" || !isRead ? 0 : REST_MS,
    );
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [incidentId, version, isRead]);
  return (
    <section className="pv" aria-label="Preview" aria-busy={!isRead}>
      {failure !== undefined && <Message kind="failed">{failure}</Message>}
      {!isRead && failure === undefined && <p className="i3">Writing the page …</p>}
      <div ref={host} className="paper" />
      <p className="pv-end t12">
        <a href={`/api/incidents/${incidentId}/export.html`} download>
          Save this page as HTML
        </a>
      </p>
    </section>
  );
}
