import { z } from "zod";

/** The code as it is typed or pasted: six digits, with or without spaces. */
export const codeInput = z.object({
  code: z
    .string()
    .transform((typed) => typed.replace(/[\s-]/g, ""))
    .pipe(z.string().regex(/^\d{6}$/, "The code has six digits.")),
});
