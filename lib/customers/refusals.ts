import { refusals } from "@/lib/refusal";

/** What customers' commands can refuse. */
export const refuse = refusals<{
  orders_open: { numbers: string[] };
  already_erased: Record<string, never>;
  still_telling: Record<string, never>;
  not_their_order: Record<string, never>;
  has_orders: Record<string, never>;
}>({
  orders_open: ({ numbers }) =>
    `${numbers.join(", ")} ${numbers.length === 1 ? "is" : "are"} still open. Complete or cancel first, then erase.`,
  already_erased: () => "This customer was erased before.",
  still_telling: () => "A message to them is being prepared at this moment. Please try again shortly.",
  has_orders: () => "They have ordered as well. Erase them from their page among the customers: that takes everything.",
  not_their_order: () => "One of these orders is not this customer's any more. Look at the list again.",
});
