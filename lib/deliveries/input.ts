import { z } from "zod";
import { readDeliveryFilter } from "@/lib/deliveries/list-filter";
import { arrivedChoices } from "@/lib/deliveries/rules-of-again";
import { emailInput } from "@/lib/orders/input";
import { orderInput } from "@/lib/orders/move-input";

const deliveryId = z.string().regex(/^dlv_[0-9A-HJKMNP-TV-Z]{26}$/, "We could not find this message.");

/** One message. Of what arrived already, `arrived` says what is to become. */
export const sendAgainInput = z.object({ deliveryId, arrived: z.enum(["same", "now"]).default("same") });
export type SendAgainInput = z.input<typeof sendAgainInput>;

const arrived = z.enum(arrivedChoices);

/** How many messages a selection has, at most. */
const mostSelected = 100;

/** A selection: each message is a box of its own in the form, `pick:` and its id. */
export const sendSelectedInput = z
  .looseObject({ arrived: arrived.default("same") })
  .transform((form) => ({ arrived: form.arrived, deliveryIds: pickedIn(form) }))
  .refine(({ deliveryIds }) => deliveryIds.length > 0, "Please choose at least one message.")
  .refine(
    ({ deliveryIds }) => deliveryIds.length <= mostSelected,
    `Please choose at most ${mostSelected} messages at a time.`,
  );
export type SendSelectedInput = z.output<typeof sendSelectedInput>;

function pickedIn(form: Readonly<Record<string, unknown>>): string[] {
  const picked = Object.keys(form).filter((name) => name.startsWith("pick:") && form[name] === "on");
  return picked.map((name) => name.slice("pick:".length)).filter((id) => deliveryId.safeParse(id).success);
}

/** All that a filter shows, as it was when it was counted: the filter in the words of its address. */
export const sendShownInput = z
  .looseObject({ arrived: arrived.default("leave"), until: z.coerce.date() })
  .transform(({ arrived, until, ...said }) => ({ arrived, until, filter: readDeliveryFilter(said) }));
export type SendShownInput = z.output<typeof sendShownInput>;

export const confirmationInput = orderInput.extend({ email: emailInput });
export type ConfirmationInput = z.output<typeof confirmationInput>;
