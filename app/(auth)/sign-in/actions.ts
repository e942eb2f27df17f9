"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { codeInput, signInInput } from "@/lib/staff/input";
import { proveSecondFactor } from "@/lib/staff/prove-second-factor";
import { signIn } from "@/lib/staff/sign-in";
import { formAction } from "@/lib/web/action";
import { thisBrowser } from "@/lib/web/address";
import { safePath } from "@/lib/web/safe-path";
import { currentSessionId, endSession, keepSession } from "@/lib/web/session";

export const signInAction = formAction("sign-in", signInInput, async ({ email, password, to }) => {
  await keepSession(await signIn({ email, password, ...(await thisBrowser()) }));
  redirect(safePath(to));
});

const codeAndTo = codeInput.extend({ to: z.string().max(2_000).catch("") });

export const proveAction = formAction("second factor", codeAndTo, async ({ code, to }) => {
  const sessionId = (await currentSessionId()) ?? "";
  await keepSession(await proveSecondFactor({ sessionId, code }, await thisBrowser()));
  redirect(safePath(to));
});

/** Someone else's account, or no phone at hand: back to the password. */
export async function startAgain(): Promise<void> {
  await endSession();
  redirect("/sign-in");
}
