import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";

/** The policy the server sends with every response; kept in step with the API's header middleware. */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/**
 * Makes `vite preview` answer pages the way the server does: strict CSP and a fresh nonce
 * per response, so that browser tests without a backend still catch violations.
 */
export function previewCsp(): Plugin {
  return {
    name: "ohmylot-preview-csp",
    configurePreviewServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const isPage = request.headers.accept?.includes("text/html") ?? false;
        if (!isPage || request.url?.startsWith("/api/")) return next();
        const nonce = randomBytes(16).toString("base64url");
        const html = await readFile(new URL("../dist/index.html", import.meta.url), "utf8");
        response.setHeader("content-type", "text/html; charset=utf-8");
        response.setHeader("cache-control", "no-cache");
        response.setHeader("content-security-policy", policy(nonce));
        response.end(html.replaceAll("__CSP_NONCE__", nonce));
      });
    },
  };
}
