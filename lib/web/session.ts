import "server-only";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { may, type StaffActor } from "@/lib/actor";
import type { Permission } from "@/lib/permission";
import type { NewSession } from "@/lib/staff/make-session";
import { findSession, type SignedIn } from "@/lib/staff/queries";
import { signOut } from "@/lib/staff/sign-out";
import { touchSession } from "@/lib/staff/touch-session";
import { thisBrowser } from "@/lib/web/address";
import { sessionCookie } from "@/lib/web/cookies";
import { safePath, staffHome } from "@/lib/web/safe-path";
import { openSession, sealSession } from "@/lib/web/session-token";

/** Where the proxy writes the path and query that were asked for. */
export const pathHeader = "x-holdfast-path";

/** The id in the browser's session cookie, whether or not that session still lives. A stream keeps it and asks again. */
export const currentSessionId = cache(async (): Promise<string | null> => {
  return openSession((await cookies()).get(sessionCookie().name)?.value);
});

/** The session in hand, however far signing in has got, read from its row once per request. Throws DatabaseUnreachable in an outage. */
export const currentSession = cache(async (): Promise<(SignedIn & { id: string }) | null> => {
  const id = await currentSessionId();
  const session = id ? await findSession(id) : null;
  if (!id || !session) return null;
  await touchSession(id, await thisBrowser());
  return { ...session, id };
});

/** Who is signed in; nobody while the second factor is still to come. Throws DatabaseUnreachable in an outage. */
export const currentStaff = cache(async (): Promise<StaffActor | null> => {
  const session = await currentSession();
  return session && !session.needs ? session.staff : null;
});

/**
 * Who is signed in; otherwise the browser goes to the step of signing in that is missing, and comes back to the page that it asked
 * for. A page that needs a permission names it: for who lacks it there is no such page.
 */
export async function requireStaff(permission?: Permission): Promise<StaffActor> {
  const session = await currentSession();
  const path = (await headers()).get(pathHeader);
  if (!session) return redirect(signInPath(path));
  if (session.needs) return redirect(signInPath(path, steps[session.needs]));
  if (permission && !may(session.staff, permission)) notFound();
  return session.staff;
}

/** The session of who may set up their second factor: signed in, or kept out only because they have none. */
export async function requireSettingUp(): Promise<SignedIn & { id: string }> {
  const session = await currentSession();
  if (session && session.needs !== "code") return session;
  return redirect(session ? steps.code : "/sign-in");
}

/** Where the steps of signing in after the first are taken. */
const steps = { code: "/sign-in/code", set_up: "/sign-in/second-factor" } as const;

/** The sign-in page's address, with where to go afterwards. */
export function signInPath(to: string | null, step = "/sign-in"): string {
  const path = safePath(to);
  return path === staffHome ? step : `${step}?to=${encodeURIComponent(path)}`;
}

/** Hands this browser its session. For actions and routes. */
export async function keepSession({ id, expiresAt }: NewSession): Promise<void> {
  const { name, options } = sessionCookie();
  (await cookies()).set(name, await sealSession(id), { ...options, expires: expiresAt });
}

/** Ends this browser's session and forgets it. For actions and routes. */
export async function endSession(): Promise<void> {
  const sessionId = await currentSessionId();
  if (sessionId) await signOut({ sessionId });
  const { name, options } = sessionCookie();
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}
