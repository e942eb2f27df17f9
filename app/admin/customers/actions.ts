"use server";

import { allCancelledWords, erasedWords } from "@/components/customers/customer-words";
import { cancelAllOrders } from "@/lib/customers/cancel-all-orders";
import { eraseCustomer } from "@/lib/customers/erase-customer";
import { cancelAllInput, eraseInput } from "@/lib/customers/input";
import { staffAction } from "@/lib/web/staff-action";

export const cancelAll = staffAction("cancel all orders of a customer", cancelAllInput, async (staff, input) =>
  allCancelledWords(await cancelAllOrders(staff, input)),
);

export const erase = staffAction("erase a customer", eraseInput, async (staff, input) =>
  erasedWords(await eraseCustomer(staff, input)),
);
