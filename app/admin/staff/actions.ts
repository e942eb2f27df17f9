"use server";

import { roleWords } from "@/lib/permission";
import { askSecondFactorOfAll } from "@/lib/staff/ask-second-factor-of-all";
import { changeRole } from "@/lib/staff/change-role";
import { endSession } from "@/lib/staff/end-session";
import { endSessions } from "@/lib/staff/end-sessions";
import {
  inviteIdInput,
  inviteInput,
  renewInviteInput,
  roleInput,
  secondFactorRuleInput,
  sessionIdInput,
  staffIdInput,
  takeBackInput,
} from "@/lib/staff/input";
import { invite } from "@/lib/staff/invite";
import { makeResetLink } from "@/lib/staff/make-reset-link";
import { removeStaffMember } from "@/lib/staff/remove-staff-member";
import { renewInvite } from "@/lib/staff/renew-invite";
import { resetSecondFactor } from "@/lib/staff/reset-second-factor";
import { takeBackStaffMember } from "@/lib/staff/take-back-staff-member";
import { withdrawInvite } from "@/lib/staff/withdraw-invite";
import { staffAction } from "@/lib/web/staff-action";

/** A link that no mail carries is shown this once. */
const sentOrShown = (address: string | null, sent: string, shown: string) =>
  address ? { done: true, message: shown, once: [address] } : sent;

export const inviteSomeone = staffAction("invite", inviteInput, async (staff, input) => {
  const { address } = await invite(staff, input);
  return sentOrShown(address, `An invite is on its way to ${input.email}`, "Hand this link over");
});

export const inviteAgain = staffAction("invite again", renewInviteInput, async (staff, input) => {
  const { address } = await renewInvite(staff, input);
  return sentOrShown(address, "A new invite is on its way", "Hand this link over");
});

export const takeInviteBack = staffAction("withdraw an invite", inviteIdInput, async (staff, input) => {
  await withdrawInvite(staff, input);
  return "The invite was withdrawn";
});

export const giveRole = staffAction("change a role", roleInput, async (staff, input) => {
  await changeRole(staff, input);
  return `Role: ${roleWords[input.role]}`;
});

export const remove = staffAction("remove from the staff", staffIdInput, async (staff, input) => {
  await removeStaffMember(staff, input);
  return "Removed, and signed out everywhere";
});

export const takeBack = staffAction("take back on the staff", takeBackInput, async (staff, input) => {
  await takeBackStaffMember(staff, input);
  return "Back on the staff";
});

export const resetLink = staffAction("make a reset link", staffIdInput, async (staff, input) => {
  const { address } = await makeResetLink(staff, input);
  return sentOrShown(address, "A link for a new password is on its way", "Hand this link over");
});

export const takeFactorAway = staffAction("reset a second factor", staffIdInput, async (staff, input) => {
  await resetSecondFactor(staff, input);
  return "The second factor was taken away";
});

export const signOutOne = staffAction("end a session", sessionIdInput, async (staff, input) => {
  await endSession(staff, input);
  return "Signed out there";
});

export const signOutEverywhere = staffAction("end all sessions", staffIdInput, async (staff, input) => {
  const ended = await endSessions(staff, input);
  return ended === 1 ? "Signed out in one browser" : `Signed out in ${ended} browsers`;
});

export const ruleSecondFactor = staffAction("ask for a second factor", secondFactorRuleInput, async (staff, input) => {
  await askSecondFactorOfAll(staff, input);
  return input.required ? "Everyone is asked for a second factor now" : "A second factor is up to each now";
});
