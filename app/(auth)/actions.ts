"use server";

import { redirect } from "next/navigation";
import { acceptInvite } from "@/lib/staff/accept-invite";
import { askPasswordReset } from "@/lib/staff/ask-password-reset";
import { confirmEmail } from "@/lib/staff/confirm-email";
import { acceptInput, askResetInput, linkInput, resetInput } from "@/lib/staff/input";
import { resetPassword } from "@/lib/staff/reset-password";
import { formAction } from "@/lib/web/action";
import { peerAddress, thisBrowser } from "@/lib/web/address";
import { staffHome } from "@/lib/web/safe-path";
import { keepSession } from "@/lib/web/session";

export const acceptAction = formAction("accept an invite", acceptInput, async (input) => {
  await keepSession(await acceptInvite(input, await thisBrowser()));
  redirect(staffHome);
});

export const askResetAction = formAction("ask for a new password", askResetInput, async (input) => {
  await askPasswordReset(input, await peerAddress());
  const words =
    "If this address belongs to someone on the staff, a mail with a link is on its way. It works for an hour.";
  return { done: true, message: words };
});

export const resetAction = formAction("set a new password", resetInput, async (input) => {
  await resetPassword(input, await peerAddress());
  redirect("/sign-in?said=reset");
});

export const confirmAction = formAction("confirm an email address", linkInput, async (input) => {
  const email = await confirmEmail(input, await peerAddress());
  return { done: true, message: `From now on you sign in with ${email}.` };
});
