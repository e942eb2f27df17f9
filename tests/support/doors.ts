import { addToCart } from "@/lib/checkout/add-to-cart";
import { placeCounterOrder } from "@/lib/orders/place-counter-order";
import { placeOrder } from "@/lib/orders/place-order";
import { apiRequest, buy, contact, counter, type Stocked, tomorrow } from "@/tests/support/shop";

/** How a door answered: "done", or the code of its refusal. */
export function answerOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "done",
    ({ code }) => code as string,
  );
}

/** Staff take an order of one of a variant at the counter. */
export function buyAtCounter({ variantId }: Stocked) {
  const form = { ...contact, key: crypto.randomUUID(), day: tomorrow, lines: [{ variantId, quantity: 1 }] };
  return placeCounterOrder(counter, { ...form, channel: "counter", paid: false, lift: undefined });
}

/** Customers try to have one of a variant by each of their doors; each with how it was answered. */
export async function tryToBuy(loaf: Stocked): Promise<Record<string, string>> {
  const { variantId, sku } = loaf;
  const request = apiRequest(crypto.randomUUID(), [{ sku, quantity: 1 }]);
  return {
    cart: await answerOf(addToCart(undefined, { variantId, quantity: 1, day: tomorrow })),
    checkout: await answerOf(buy(loaf)),
    api: await answerOf(placeOrder({ kind: "api" }, request)),
  };
}
