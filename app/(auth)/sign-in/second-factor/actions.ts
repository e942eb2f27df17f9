"use server";

import { beginSecondFactor } from "@/lib/staff/begin-second-factor";
import { codeInput, proofInput } from "@/lib/staff/input";
import { turnOnSecondFactor } from "@/lib/staff/turn-on-second-factor";
import { thisBrowser } from "@/lib/web/address";
import { keepSession } from "@/lib/web/session";
import { setUpAction } from "@/lib/web/staff-action";

export const begin = setUpAction("begin a second factor", proofInput, async (staff, input) => {
  await beginSecondFactor(staff, input);
  return "";
});

export const turnOn = setUpAction("turn a second factor on", codeInput, async (staff, input) => {
  const { codes, session } = await turnOnSecondFactor(staff, input, await thisBrowser());
  await keepSession(session);
  return { done: true, message: "Your second factor is on.", once: codes };
});
