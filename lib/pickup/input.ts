import { z } from "zod";

/** A pickup time as a form carries it; empty or not there: none was chosen. */
export const slotInput = z
  .string()
  .regex(/^(slt_\w{1,40})?$/, "Please choose a time.")
  .optional()
  .transform((id) => id || undefined);
