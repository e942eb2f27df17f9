"use server";

import { confirmationInput, sendAgainInput, sendSelectedInput, sendShownInput } from "@/lib/deliveries/input";
import { markArrived } from "@/lib/deliveries/mark-arrived";
import { sendAgain } from "@/lib/deliveries/send-again";
import { sendConfirmation } from "@/lib/deliveries/send-confirmation";
import { sendSelectedAgain, sendShownAgain } from "@/lib/deliveries/send-many-again";
import { manyAgainWords, sentAgainWords } from "@/lib/deliveries/words-of-again";
import { staffAction } from "@/lib/web/staff-action";

export const sendOnceMore = staffAction("send a message again", sendAgainInput, async (staff, input) =>
  sentAgainWords(await sendAgain(staff, input)),
);

/** Fields: a box for each message, `pick:` and its id, and what becomes of those that arrived. */
export const sendSelected = staffAction("send selected messages again", sendSelectedInput, async (staff, input) =>
  manyAgainWords(await sendSelectedAgain(staff, input)),
);

/** Fields: the list's filter, until when it was counted, and what becomes of those that arrived. */
export const sendShown = staffAction("send the messages shown again", sendShownInput, async (staff, input) =>
  manyAgainWords(await sendShownAgain(staff, input)),
);

export const sayArrived = staffAction("say that a message arrived", sendAgainInput, async (staff, input) => {
  await markArrived(staff, input);
  return "Noted: it arrived";
});

export const confirmAgain = staffAction("send a confirmation again", confirmationInput, async (staff, input) => {
  await sendConfirmation(staff, input);
  return `The confirmation is on its way to ${input.email}`;
});
