"use server";

import { confirmationInput, sendAgainInput } from "@/lib/deliveries/input";
import { markArrived } from "@/lib/deliveries/mark-arrived";
import { sendAgain } from "@/lib/deliveries/send-again";
import { sendConfirmation } from "@/lib/deliveries/send-confirmation";
import { staffAction } from "@/lib/web/staff-action";

export const sendOnceMore = staffAction("send a message again", sendAgainInput, async (staff, input) => {
  await sendAgain(staff, input);
  return "On its way again";
});

export const sayArrived = staffAction("say that a message arrived", sendAgainInput, async (staff, input) => {
  await markArrived(staff, input);
  return "Noted: it arrived";
});

export const confirmAgain = staffAction("send a confirmation again", confirmationInput, async (staff, input) => {
  await sendConfirmation(staff, input);
  return `The confirmation is on its way to ${input.email}`;
});
