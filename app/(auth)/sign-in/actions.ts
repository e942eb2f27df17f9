"use server";

import { redirect } from "next/navigation";
import { signInInput } from "@/lib/staff/input";
import { signIn } from "@/lib/staff/sign-in";
import { formAction } from "@/lib/web/action";
import { browserName, peerAddress } from "@/lib/web/address";
import { safePath } from "@/lib/web/safe-path";
import { keepSession } from "@/lib/web/session";

export const signInAction = formAction("sign-in", signInInput, async ({ email, password, to }) => {
  const session = await signIn({ email, password, address: await peerAddress(), browser: await browserName() });
  await keepSession(session);
  redirect(safePath(to));
});
