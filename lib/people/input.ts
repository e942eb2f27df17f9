import { z } from "zod";
import { parseMobile } from "@/lib/phone";
import { line } from "@/lib/text";

/** The code as it is typed or pasted: six digits, with or without spaces. */
export const codeInput = z.object({
  code: z
    .string()
    .transform((typed) => typed.replace(/[\s-]/g, ""))
    .pipe(z.string().regex(/^\d{6}$/, "The code has six digits.")),
});

/** Where somebody is written to: one of both, as typed and as E.164, and the same as `contact`, in small letters. */
export type Reached = { email: string; phone: string; contact: string };

/** One line in which somebody says where they are written to: an email address, or a number that receives texts where the shop sends texts. */
export function contactInput(country: string, texts: boolean) {
  return line(254, { missing: wanted(texts) }).transform((typed, context): Reached => {
    const reached = typed.includes("@") || !texts ? asEmail(typed) : asPhone(typed, country);
    if (reached) return reached;
    context.addIssue({ code: "custom", message: wrong(typed, texts) });
    return z.NEVER;
  });
}

function asEmail(typed: string): Reached | null {
  const parsed = z.email().safeParse(typed);
  return parsed.success ? { email: typed, phone: "", contact: typed.toLowerCase() } : null;
}

function asPhone(typed: string, country: string): Reached | null {
  const phone = parseMobile(typed, country);
  return phone ? { email: "", phone, contact: phone } : null;
}

function wanted(texts: boolean): string {
  return texts ? "Please give an email address or a mobile number." : "Please give an email address.";
}

function wrong(typed: string, texts: boolean): string {
  if (typed.includes("@") || !texts) return "Please check the email address. It should look like name@example.org.";
  return "Please check the mobile number. We could not read it as one that receives texts.";
}
