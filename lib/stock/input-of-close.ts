import { z } from "zod";
import { dayInput } from "@/lib/stock/input";
import { type ClosePolicy, closePolicies } from "@/lib/stock/rules-of-close";

export const closeDayInput = z.object({ day: dayInput });
export type CloseDayInput = z.output<typeof closeDayInput>;

const policy = z.enum(Object.keys(closePolicies) as [ClosePolicy, ...ClosePolicy[]]);

/** When a day closes by itself, and a policy for each variant: fields named by the variant. */
export const closeRulesInput = z
  .object({
    version: z.coerce.number().int().min(0),
    closesByItself: z.literal("on").optional(),
    afterMinutes: z.coerce.number("Please say how many minutes.").int().min(0).max(1_440, "At most a day: 1440."),
  })
  .catchall(z.unknown())
  .transform(({ version, closesByItself, afterMinutes, ...fields }) => ({
    version,
    closesByItself: closesByItself === "on",
    afterMinutes,
    policies: Object.entries(fields).flatMap(([variantId, value]) => {
      const chosen = policy.safeParse(value);
      return /^var_[0-9A-Z]{26}$/.test(variantId) && chosen.success ? [{ variantId, atClose: chosen.data }] : [];
    }),
  }));
export type CloseRulesInput = z.output<typeof closeRulesInput>;
