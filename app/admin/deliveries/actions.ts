"use server";

import { sendAgainInput } from "@/lib/deliveries/input";
import { sendAgain } from "@/lib/deliveries/send-again";
import { staffAction } from "@/lib/web/staff-action";

export const sendOnceMore = staffAction("send a message again", sendAgainInput, async (staff, input) => {
  await sendAgain(staff, input);
  return "On its way again";
});
