import { z } from "zod";
import { type MessageKind, type OwnWords, patienceWords, wrongPlaceholder } from "@/lib/settings/words";
import { line, text } from "@/lib/text";

const known = <Words extends z.ZodType<string>>(words: Words) =>
  words.superRefine((value, context) => {
    const wrong = wrongPlaceholder(value);
    if (wrong)
      context.addIssue({
        code: "custom",
        message: `We do not know ${wrong}. There are {name}, {number}, {day}, {total} and {shop}.`,
      });
  });

const fields = {
  subject: known(line(120)),
  closing: known(text(600)),
  text: known(line(90, { long: "Please keep this under 90 characters: a link follows it." })),
};

/** Written out, so that each field's name is known. */
const shape = {
  "placed.subject": fields.subject,
  "placed.closing": fields.closing,
  "placed.text": fields.text,
  "changed.subject": fields.subject,
  "changed.closing": fields.closing,
  "changed.text": fields.text,
  "ready.subject": fields.subject,
  "ready.closing": fields.closing,
  "ready.text": fields.text,
  "cancelled.subject": fields.subject,
  "cancelled.closing": fields.closing,
  "cancelled.text": fields.text,
} satisfies Record<`${MessageKind}.${keyof OwnWords}`, z.ZodType<string>>;

const head = {
  version: z.coerce.number().int().min(0),
  resendUnknownAfter: z.coerce.number("Please choose.").refine((chosen) => chosen in patienceWords, "Please choose."),
};

/** The shop's own words, as their form sends them: `ready.subject`, `ready.closing`, `ready.text`; and its patience with lost answers. */
export const messagesInput = z.object({ ...head, ...shape }).transform((form) => {
  const own = (kind: MessageKind): OwnWords => ({
    subject: form[`${kind}.subject`],
    closing: form[`${kind}.closing`],
    text: form[`${kind}.text`],
  });
  return {
    version: form.version,
    resendUnknownAfter: form.resendUnknownAfter,
    messageWords: { placed: own("placed"), changed: own("changed"), ready: own("ready"), cancelled: own("cancelled") },
  };
});
