"use server";

import { z } from "zod";
import { closeSlot } from "@/lib/pickup/close-slot";
import { reopenSlot } from "@/lib/pickup/reopen-slot";
import { staffAction } from "@/lib/web/staff-action";

const input = z.object({ slotId: z.string().regex(/^slt_\w{1,40}$/, "We could not find this time.") });

export const closeTime = staffAction("close a pickup time", input, async (staff, asked) => {
  const { orders } = await closeSlot(staff, asked);
  if (orders === 0) return "The time is closed";
  return orders === 1 ? "Closed. One open order stays in it" : `Closed. ${orders} open orders stay in it`;
});

export const reopenTime = staffAction("open a pickup time again", input, async (staff, asked) => {
  await reopenSlot(staff, asked);
  return "The time is open again";
});
