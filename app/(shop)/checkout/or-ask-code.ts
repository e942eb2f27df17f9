import { redirect } from "next/navigation";
import { requireCheckout } from "@/lib/checkout/require-checkout";
import { saveDraft } from "@/lib/checkout/save-draft";
import type { Contact } from "@/lib/orders/input";
import { askCode } from "@/lib/people/ask-code";
import { isRefusal } from "@/lib/refusal";
import { cartToken } from "@/lib/web/cart-cookie";
import { throttle } from "@/lib/web/throttle";

type Ordering = Contact & { from: string };

/** Places an order; where the contact has to be confirmed first, keeps what was typed, sends the code and leads to where it is entered. */
export async function orAskCode<Placed>(
  form: FormData,
  { from, customer }: Ordering,
  place: () => Promise<Placed>,
): Promise<Placed> {
  try {
    return await place();
  } catch (error) {
    if (!isRefusal(error, "confirm_contact")) throw error;
  }
  const cookie = await cartToken();
  const cartId = await requireCheckout(cookie, String(form.get("cart")));
  await saveDraft(cookie, Object.fromEntries(form) as Record<string, string>);
  await throttle("ask_code", from);
  await askCode({ kind: "customer" }, { cartId, ...customer }, { again: false });
  return redirect("/checkout/code");
}
