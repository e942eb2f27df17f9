import "server-only";
import { headers } from "next/headers";

/**
 * Answers the request in hand with 404 and whatever the page returns. Not Next's `notFound`: that draws an empty page for whoever has no JavaScript. The
 * server in front of Next (scripts/web/missing.ts) keeps, by request, how to say it.
 */
export async function sayMissing(): Promise<void> {
  const name = (await headers()).get("x-holdfast-request") ?? "";
  (globalThis as typeof globalThis & { holdfastMissing?: Map<string, () => void> }).holdfastMissing?.get(name)?.();
}
