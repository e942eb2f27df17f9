"use server";

import { redirect } from "next/navigation";
import { previewLetter } from "@/lib/deliveries/preview-letter";
import { sendTestLetter } from "@/lib/deliveries/send-test-letter";
import { changeHours } from "@/lib/settings/change-hours";
import { changeLetter } from "@/lib/settings/change-letter";
import { changeShop } from "@/lib/settings/change-shop";
import { closeDay } from "@/lib/settings/close-day";
import { emptyShop } from "@/lib/settings/empty-shop";
import { guardInput } from "@/lib/settings/guard-input";
import { hoursInput } from "@/lib/settings/hours-input";
import {
  closedDayInput,
  emptyInput,
  faceInput,
  openDayInput,
  ordersInput,
  patienceInput,
  placeInput,
} from "@/lib/settings/input";
import { letterInput, previewInput, testInput } from "@/lib/settings/letter-input";
import { reopenDay } from "@/lib/settings/reopen-day";
import { closedWords } from "@/lib/settings/words-of-closing";
import { staffAction } from "@/lib/web/staff-action";
import { staffCall } from "@/lib/web/staff-call";

const said = (changed: boolean) => (changed ? "Saved, and in force at once" : "Nothing differed, nothing was changed");

export const changeFace = staffAction("change the shop", faceInput, async (staff, input) =>
  said(await changeShop(staff, input)),
);

export const changePlace = staffAction("change currency and place", placeInput, async (staff, input) =>
  said(await changeShop(staff, input)),
);

export const changeOrders = staffAction("change how orders come in", ordersInput, async (staff, input) =>
  said(await changeShop(staff, input)),
);

export const changeGuard = staffAction("change what guards against misuse", guardInput, async (staff, input) =>
  said(await changeShop(staff, input)),
);

export const changePatience = staffAction("change what a lost answer leads to", patienceInput, async (staff, input) =>
  said(await changeShop(staff, input)),
);

export const saveLetter = staffAction("change a letter", letterInput, async (staff, input) =>
  said(await changeLetter(staff, input)),
);

export const lookAtLetter = staffCall("look at a letter", previewInput, previewLetter);

export const sendLetterToMe = staffCall("send a letter to try", testInput, sendTestLetter);

export const changeWeek = staffAction("change the opening hours", hoursInput, async (staff, input) =>
  said(await changeHours(staff, input)),
);

export const closeOneDay = staffAction("close a day", closedDayInput, async (staff, input) => {
  return closedWords(await closeDay(staff, input));
});

export const reopenOneDay = staffAction("open a day again", openDayInput, async (staff, input) => {
  await reopenDay(staff, input);
  return "The day is open again";
});

export const startFresh = staffAction("start fresh", emptyInput, async (staff, input) => {
  await emptyShop(staff, input);
  redirect("/admin");
});
