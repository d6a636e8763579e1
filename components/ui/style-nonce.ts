"use client";

import { setNonce } from "get-nonce";

/**
 * Dialogs lock the page's scroll with a style element of their own. Under this console's policy such an element
 * needs the nonce of the page, which only its scripts carry: browsers hide it from the markup.
 */
export function adoptPageNonce(): void {
  if (typeof document === "undefined") return; // drawn on the server, where nothing opens
  const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
  if (nonce !== undefined && nonce !== "") setNonce(nonce);
}
