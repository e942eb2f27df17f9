import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { StaffActor } from "@/lib/actor";
import { findSignedIn } from "@/lib/staff/queries";
import type { NewSession } from "@/lib/staff/make-session";
import { signOut } from "@/lib/staff/sign-out";
import { sessionCookie } from "@/lib/web/cookies";
import { safePath, staffHome } from "@/lib/web/safe-path";
import { openSession, sealSession } from "@/lib/web/session-token";

/** Where the proxy writes the path and query that were asked for. */
export const pathHeader = "x-holdfast-path";

/** The id in the browser's session cookie, whether or not that session still lives. A stream keeps it and asks again. */
export const currentSessionId = cache(async (): Promise<string | null> => {
  return openSession((await cookies()).get(sessionCookie().name)?.value);
});

/** Who is signed in, read from the session's row once per request. Throws DatabaseUnreachable in an outage. */
export const currentStaff = cache(async (): Promise<StaffActor | null> => {
  const id = await currentSessionId();
  return id ? findSignedIn(id) : null;
});

/** Who is signed in; otherwise the browser goes to sign in and comes back to the page that it asked for. */
export async function requireStaff(): Promise<StaffActor> {
  return (await currentStaff()) ?? redirect(signInPath((await headers()).get(pathHeader)));
}

/** The sign-in page's address, with where to go afterwards. */
export function signInPath(to: string | null): string {
  const path = safePath(to);
  return path === staffHome ? "/sign-in" : `/sign-in?to=${encodeURIComponent(path)}`;
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
