import type { IncomingMessage, ServerResponse } from "node:http";

const shared = globalThis as typeof globalThis & { holdfastMissing?: Map<string, () => void> };
shared.holdfastMissing ??= new Map();
const missing = shared.holdfastMissing;

let requests = 0;

/**
 * Lets the page that answers a request say that nothing is at its address, by a name that is in the request's headers alone (`sayMissing` in lib/web). Next's
 * own way to say so draws an empty page for whoever has no JavaScript.
 */
export function letSayMissing({ headers }: IncomingMessage, response: ServerResponse): void {
  requests += 1;
  const name = String(requests);
  headers["x-holdfast-request"] = name;
  missing.set(name, () => {
    if (!response.headersSent) response.statusCode = 404;
  });
  response.once("close", () => missing.delete(name));
}
