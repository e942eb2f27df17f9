import "server-only";
import { log } from "@/lib/log";

/** Logs once what a page or route threw, with the reference that its error page shows. */
export function logRequestError(error: unknown, where: string): void {
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  log().error({ err: error, where, reference }, `${where} failed`);
}
