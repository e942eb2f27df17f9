import { notYetWords, type Place } from "@/lib/catalog/words-of-drops";
import { mostLines, mostUnits } from "@/lib/checkout/rules";
import { refusals } from "@/lib/refusal";
import { type Pause, pausedWords } from "@/lib/settings/rules-of-ordering";
import type { Day } from "@/lib/time";

export type CartRefusals = {
  not_on_sale: Record<string, never>;
  /** A drop that has not begun; in milliseconds since 1970. */
  not_yet: Place & { name: string; opensAt: number };
  sold_out: { name: string };
  only_left: { name: string; left: number; inCart: number };
  limit_reached: { name: string; limit: number };
  cart_full: Record<string, never>;
  cart_gone: Record<string, never>;
  cart_changed: Record<string, never>;
  day_closed: { day: Day };
  shop_closed: { message: string };
  paused: Pause;
};

/** What a cart can refuse, with words for the customer. */
export const refuse: <Code extends keyof CartRefusals>(code: Code, detail: CartRefusals[Code]) => never =
  refusals<CartRefusals>({
    not_on_sale: () => "This is no longer on sale.",
    not_yet: ({ name, opensAt, ...place }) => notYetWords([name], new Date(opensAt), place),
    sold_out: ({ name }) => `${name} is sold out for this day.`,
    only_left: ({ left, inCart }) => `Only ${left} left${inCart > 0 ? `, and you have ${inCart} in your cart` : ""}.`,
    limit_reached: ({ limit }) => `At most ${limit} in one order.`,
    cart_full: () => `A cart holds ${mostLines} different things, and up to ${mostUnits} of each.`,
    cart_gone: () => "This cart is no longer here. Please start a new one.",
    cart_changed: () => "Your cart has changed in another window. Please look through it again.",
    day_closed: () => "That day can no longer be ordered for. Please choose another.",
    shop_closed: ({ message }) => message || "The shop takes no orders at the moment. You can still look around.",
    paused: pausedWords,
  });
