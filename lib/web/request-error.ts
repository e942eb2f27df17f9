import "server-only";
import { DatabaseUnreachable, translateTrouble } from "@/lib/db/transaction";
import { log } from "@/lib/log";

/** Logs once what a page or route threw, with the reference that its error page shows. An outage is one line. */
export function logRequestError(error: unknown, where: string): void {
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  if (translateTrouble(error) instanceof DatabaseUnreachable) {
    log().warn({ where, reference }, "the database cannot be reached");
  } else {
    log().error({ err: error, where, reference }, `${where} failed`);
  }
}
