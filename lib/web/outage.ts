import "server-only";
import { DatabaseUnreachable, translateTrouble } from "@/lib/db/transaction";
import { logFailure } from "@/lib/log";

/** What `load` reads, or null while the database cannot be reached: the page then says so. Logs the outage once. */
export async function unlessOutage<Read>(load: () => Promise<Read>): Promise<Read | null> {
  try {
    return await load();
  } catch (error) {
    const trouble = translateTrouble(error);
    if (!(trouble instanceof DatabaseUnreachable)) throw error;
    logFailure(trouble, "page");
    return null;
  }
}
