import { nextDay } from "@/app/(shop)/visit";
import { holdCart } from "@/lib/checkout/hold-cart";
import { isRefusal } from "@/lib/refusal";
import { peerAddress } from "@/lib/web/address";
import { cartToken } from "@/lib/web/cart-cookie";
import { inHand } from "@/lib/web/in-hand";
import { throttle } from "@/lib/web/throttle";

/** What is in this browser's cart is kept from now on, or for longer. */
export async function keepCart(): Promise<void> {
  const address = await peerAddress();
  await throttle("change_cart", address);
  const [token, fallback] = [await cartToken(), await nextDay()];
  await inHand(() => holdCart({ token, address, fallback }));
}

/** The same as checkout begins. It begins also while the shop is too busy to keep anything: its page asks again, and an order needs nothing kept. */
export async function keepCartIfNotBusy(): Promise<void> {
  try {
    await keepCart();
  } catch (error) {
    if (!isRefusal(error, "busy")) throw error;
  }
}
