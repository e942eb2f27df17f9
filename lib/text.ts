import { z } from "zod";

/** Control characters other than line breaks and tabs, and the separators that look like line breaks. */
const control = /(?![\n\r\t])\p{Cc}|[\u2028\u2029]/u;

/** One line as a person types it: trimmed, in composed form, at most `max` characters, no control characters or broken ones. */
export function line(max: number, words: { missing?: string; long?: string } = {}) {
  return text(max, words).refine((value) => !/[\r\n\t]/.test(value), "Please keep this to one line.");
}

/** Some lines of text: as `line`, with line breaks. */
export function text(max: number, { missing, long }: { missing?: string; long?: string } = {}) {
  const bounded = z
    .string({ error: missing ?? "Please fill this in." })
    .max(max * 4, long ?? `Please keep this under ${max} characters.`)
    .refine(
      (value) => value.isWellFormed() && !control.test(value),
      "There is a character in here that we cannot keep.",
    )
    .transform((value) => value.normalize("NFC").replace(/\r\n?/g, "\n").trim())
    .refine((value) => [...value].length <= max, long ?? `Please keep this under ${max} characters.`);
  return missing ? bounded.refine((value) => value !== "", missing) : bounded;
}
