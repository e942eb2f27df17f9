import { notFound } from "next/navigation";
import { cache } from "react";
import { getOrder } from "@/lib/orders/queries";
import { isRefusal } from "@/lib/refusal";

/** The order that a page is about, read once for a request; without one the page is not found. */
export const readOrder = cache(async (id: string) => {
  try {
    return await getOrder(id);
  } catch (error) {
    if (isRefusal(error, "not_found")) notFound();
    throw error;
  }
});
