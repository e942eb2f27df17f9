import { isRefusal, refuseCommon } from "@/lib/refusal";

/** Thrown when what was to be stored cannot be ordered at the instant that it would have had. Nothing may be kept, and reading anew says why. */
export class NotOpen extends Error {
  override readonly name = "NotOpen";
}

/** Whether what was read is known to be over: then asking anew refuses what is so still, with what is possible instead. */
export function isOutdated(error: unknown): boolean {
  return error instanceof NotOpen || isRefusal(error, "slot_gone");
}

/** Does what reads, and then stores, once more if what it had read was over when it came to that. Refuses `busy` if it is again. */
export async function askingAnew<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isOutdated(error)) throw error;
  }
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotOpen) return refuseCommon("busy", {});
    throw error;
  }
}
