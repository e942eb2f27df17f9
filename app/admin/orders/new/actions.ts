"use server";

import { redirect } from "next/navigation";
import { counterOrderInput } from "@/lib/orders/counter-input";
import { placeCounterOrder } from "@/lib/orders/place-counter-order";
import { getShop } from "@/lib/settings/queries";
import { type FormState, formAction } from "@/lib/web/action";
import { requireStaff } from "@/lib/web/session";

/** "Place order", by staff for somebody. Leads to the order. */
export async function placeForSomebody(previous: FormState, form: FormData): Promise<FormState> {
  const { country } = await getShop();
  const place = formAction("place an order at the counter", counterOrderInput(country), async (input) => {
    const { id } = await placeCounterOrder(await requireStaff(), input);
    redirect(`/admin/orders/${id}`);
  });
  return place(previous, form);
}
