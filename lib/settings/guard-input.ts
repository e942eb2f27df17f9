import { z } from "zod";
import { ticked, version } from "@/lib/settings/input";

function upTo(most: number) {
  const words = `Please give a whole number up to ${most}; 0 for no bound.`;
  return z.coerce.number(words).int(words).min(0, words).max(most, words);
}

/** What guards the shop against scripts and hoarding, as its form sends it. */
export const guardInput = z.object({
  version,
  trapForms: ticked,
  confirmEveryone: ticked,
  unpaidPerPerson: upTo(99),
  unpaidPerAddress: upTo(999),
});
