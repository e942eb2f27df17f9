import { DatabaseUnreachable, translateTrouble } from "@/lib/db/transaction";
import { log, logFailure } from "@/lib/log";
import type { JobName } from "@/lib/queue/catalogue";
import { isRefusal } from "@/lib/refusal";

/**
 * Translates how a handler ended for the queue: done, or thrown to be run again. A refusal of the domain is an answer, so
 * the job is done; being busy passes. An outage is told of by the queue itself, once; all else is a bug, told of here.
 */
export async function outcomeOf(name: JobName, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    // What read outside a transaction threw an outage as the driver has it.
    const trouble = translateTrouble(error);
    if (isRefusal(trouble) && trouble.code !== "busy") {
      log().warn({ job: name, refusal: trouble.code }, trouble.message);
      return;
    }
    if (!isRefusal(trouble) && !(trouble instanceof DatabaseUnreachable)) logFailure(error, `job ${name}`);
    throw trouble;
  }
}
