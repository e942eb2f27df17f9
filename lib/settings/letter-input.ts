import { z } from "zod";
import { version } from "@/lib/settings/input";
import { longestWords, type MessageKind, messageKinds, type OwnWords, pickupRemindings } from "@/lib/settings/words";
import { placeholderTrouble } from "@/lib/settings/words-of-placeholders";
import { line, text } from "@/lib/text";

const parts = {
  subject: line(longestWords.subject),
  opening: text(longestWords.opening),
  closing: text(longestWords.closing),
  text: line(longestWords.text, { long: `Please keep this under ${longestWords.text} characters: a link follows it.` }),
};

const kind = z.enum(messageKinds);

/** Each letter has placeholders of its own. */
function sayWrong({ kind, ...typed }: { kind: MessageKind } & OwnWords, context: z.core.$RefinementCtx<unknown>): void {
  for (const part of Object.keys(parts) as (keyof OwnWords)[]) {
    const message = placeholderTrouble(typed[part], kind);
    if (message) context.addIssue({ code: "custom", path: [part], message });
  }
}

const ticked = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");

/** Minutes from midnight of "18:30". */
const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Please give a time, such as 18:00.")
  .transform((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));

const hoursWords = "Please give hours, from 1 to 48.";
const hours = z.coerce.number(hoursWords).int(hoursWords).min(1, hoursWords).max(48, hoursWords);

/** A letter as its form sends it: its words, and when it is sent if the shop chooses that. */
export const letterInput = z
  .object({
    version,
    kind,
    ...parts,
    tellAccepted: ticked,
    remindPickup: z.enum(pickupRemindings, "Please choose when.").optional(),
    remindPickupHours: hours.optional(),
    remindPickupMinute: clock.optional(),
  })
  .superRefine(sayWrong);
export type LetterInput = z.output<typeof letterInput>;

/** Words to look at while they are typed: what is wrong with them is shown, not refused. */
export const previewInput = z.object({ kind, ...parts });

/** Words to send to oneself. */
export const testInput = previewInput.superRefine(sayWrong);
