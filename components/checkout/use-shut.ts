import { useAllGone } from "@/components/cart/cart-now";
import { useNotTaken } from "@/components/ordering/ordering-now";

/** What the button that orders says where it cannot be pressed: the shop takes no orders now, or all of it is sold out. Null where it can. */
export function useShut(): string | null {
  const [notTaken, allGone] = [useNotTaken(), useAllGone()];
  return notTaken ?? (allGone ? "Sold out" : null);
}
