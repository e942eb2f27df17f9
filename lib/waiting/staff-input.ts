import { z } from "zod";
import { line } from "@/lib/text";

const placeId = z.string().regex(/^plc_\w{26}$/, "We do not know this place in line.");
const reason = line(200, { missing: "Please say why, in a few words. It stands in the log." });

/** A place that staff put elsewhere in its line: first is 1. */
export const moveInput = z.object({
  placeId,
  to: z.coerce.number("Please give a place, such as 1.").int("Please give a place, such as 1.").min(1).max(9_999),
  reason,
});
export type MoveInput = z.output<typeof moveInput>;

/** A place that staff take out of its line. */
export const removeInput = z.object({ placeId, reason });
export type RemoveInput = z.output<typeof removeInput>;
