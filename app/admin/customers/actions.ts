"use server";

import { allCancelledWords, erasedWaitingWords, erasedWords } from "@/components/customers/customer-words";
import { cancelAllOrders } from "@/lib/customers/cancel-all-orders";
import { eraseCustomer } from "@/lib/customers/erase-customer";
import { eraseWhoWaits } from "@/lib/customers/erase-who-waits";
import { cancelAllInput, eraseInput, eraseWaitingInput } from "@/lib/customers/input";
import { staffAction } from "@/lib/web/staff-action";

export const cancelAll = staffAction("cancel all orders of a customer", cancelAllInput, async (staff, input) =>
  allCancelledWords(await cancelAllOrders(staff, input)),
);

export const erase = staffAction("erase a customer", eraseInput, async (staff, input) =>
  erasedWords(await eraseCustomer(staff, input)),
);

export const eraseWaiting = staffAction("erase somebody who waits", eraseWaitingInput, async (staff, input) =>
  erasedWaitingWords(await eraseWhoWaits(staff, input)),
);
