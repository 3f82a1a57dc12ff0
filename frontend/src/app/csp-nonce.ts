import { setNonce } from "get-nonce";

const META = 'meta[name="csp-nonce"]';

/** The nonce the server wrote into this page; inline styles without it are refused by the browser. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>(META)?.content ?? "";
}

/** The scroll lock under dialogs adds its own style element and reads its nonce from here. */
export function shareStyleNonce(): void {
  setNonce(styleNonce());
}
