import { refusals } from "@/lib/refusal";
import type { Day } from "@/lib/time";

export type WaitingRefusals = {
  some_left: { name: string; left: number };
  in_your_cart: { name: string };
  not_on_sale: Record<string, never>;
  limit_reached: { limit: number };
  day_closed: { day: Day };
  shop_closed: { message: string };
  already_in_line: Record<string, never>;
  too_many_lists: { most: number };
  place_ended: { state: "taken" | "passed" | "left" | "over" };
  no_offer: Record<string, never>;
  not_in_line: Record<string, never>;
  order_first: { own: number; limit: number };
  cart_full: Record<string, never>;
  cannot_be_told: Record<string, never>;
};

const endedWords = {
  taken: "You have ordered what was kept for you.",
  passed: "The time is over, so this is no longer kept for you.",
  left: "You have left this waiting list.",
  over: "This waiting list has ended.",
} as const;

/** What the waiting list can refuse, with words for whoever asked. */
export const refuse: <Code extends keyof WaitingRefusals>(code: Code, detail: WaitingRefusals[Code]) => never =
  refusals<WaitingRefusals>({
    some_left: ({ name, left }) =>
      left === 1
        ? `There is one left of ${name}. You can order it now.`
        : `There are ${left} left of ${name}. You can order them now.`,
    in_your_cart: ({ name }) => `${name} is kept for you in your cart. You can order it now.`,
    not_on_sale: () => "This is no longer on sale.",
    limit_reached: ({ limit }) => `At most ${limit} in one order.`,
    day_closed: () => "That day can no longer be ordered for. Please choose another.",
    shop_closed: ({ message }) => message || "The shop takes no orders at the moment. You can still look around.",
    already_in_line: () => "This place is in line already.",
    too_many_lists: ({ most }) => `You are on ${most} waiting lists already. Leave one of them first.`,
    place_ended: ({ state }) => endedWords[state],
    no_offer: () => "Nothing is kept for you at the moment. You keep your place in line.",
    not_in_line: () => "This place is not in line any more. Look at the list again.",
    order_first: ({ own, limit }) =>
      `Your cart has ${own} of it already, and one order can have ${limit} at most. Order those first: this stays kept for you until its time is over.`,
    cart_full: () => "Your cart is full. Take something out of it first.",
    cannot_be_told: () => "The shop cannot write to you in that way. Please use the other one.",
  });
