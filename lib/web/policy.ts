import { env } from "@/lib/env";

export type PolicySetting = { nonce: string; path: string; appUrl?: string; development?: boolean };

export type PageHeaders = {
  "Content-Security-Policy": string;
  "Referrer-Policy": string;
  "Strict-Transport-Security"?: string;
};

/** The headers of a page that depend on the request or the settings; next.config.mjs has those that never change. */
export function pageHeaders({ nonce, path, appUrl = env().APP_URL, development = false }: PolicySetting): PageHeaders {
  const secure = appUrl.startsWith("https:");
  return {
    "Content-Security-Policy": contentPolicy(nonce, { secure, development }),
    "Referrer-Policy": referrerPolicy(path),
    ...(secure && { "Strict-Transport-Security": "max-age=31536000" }),
  };
}

/** Scripts run if this response's nonce is on them, or if such a script loaded them; nothing comes from elsewhere. */
export function contentPolicy(
  nonce: string,
  { secure, development }: { secure: boolean; development: boolean },
): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(secure ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/**
 * The address of an order's page is its key, as is that of a place in line, of a wish and of a link to a colleague: no other site may learn it. Not
 * `no-referrer`: with that, browsers send the page's own forms as from nowhere, and the same-origin check refuses them.
 */
function referrerPolicy(path: string): string {
  return /^\/(orders|waiting|wishes|invite|reset|confirm-email)\//.test(path)
    ? "same-origin"
    : "strict-origin-when-cross-origin";
}
