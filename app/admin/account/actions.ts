"use server";

import { z } from "zod";
import { changeEmail, type EmailChange } from "@/lib/staff/change-email";
import { changeName } from "@/lib/staff/change-name";
import { changePassword } from "@/lib/staff/change-password";
import { endOtherSessions } from "@/lib/staff/end-other-sessions";
import { emailInput, nameInput, passwordInput, proofInput } from "@/lib/staff/input";
import { renewRecoveryCodes } from "@/lib/staff/renew-recovery-codes";
import { turnOffSecondFactor } from "@/lib/staff/turn-off-second-factor";
import { thisBrowser } from "@/lib/web/address";
import { currentSessionId, keepSession } from "@/lib/web/session";
import { staffAction } from "@/lib/web/staff-action";

export const saveName = staffAction("change one's name", nameInput, async (staff, input) => {
  await changeName(staff, input);
  return "Saved";
});

export const savePassword = staffAction("change one's password", passwordInput, async (staff, input) => {
  await keepSession(await changePassword(staff, input, await thisBrowser()));
  return "Your new password counts. Other browsers were signed out";
});

const emailWords: Readonly<Record<EmailChange, string>> = {
  asked: "We sent a link to the new address. It counts once you press it",
  changed: "Your new address counts from now on",
  same: "That is your address already",
};

export const saveEmail = staffAction("change one's email", emailInput, async (staff, input) => {
  return emailWords[await changeEmail(staff, input)];
});

export const turnOffFactor = staffAction("turn one's second factor off", proofInput, async (staff, input) => {
  await turnOffSecondFactor(staff, input);
  return "Your second factor is off";
});

export const renewCodes = staffAction("renew recovery codes", proofInput, async (staff, input) => {
  return { done: true, message: "Your old codes no longer work", once: await renewRecoveryCodes(staff, input) };
});

export const signOutOthers = staffAction("end other sessions", z.object({}), async (staff) => {
  const ended = await endOtherSessions(staff, { keep: (await currentSessionId()) ?? "" });
  return ended === 1 ? "Signed out in one other browser" : `Signed out in ${ended} other browsers`;
});
