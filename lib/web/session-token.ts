import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";
import { sessionDays } from "@/lib/staff/make-session";

/** Seconds that a token is good for; its session's row may end long before. */
export const tokenSeconds = sessionDays * 86_400;

/** A session's id as the browser keeps it: encrypted with the first of AUTH_SECRET, and nothing else in it. */
export function sealSession(sessionId: string, secrets: readonly string[] = env().AUTH_SECRET): Promise<string> {
  return encode({ token: { sid: sessionId }, secret: secrets[0]!, maxAge: tokenSeconds });
}

/** The session's id in a token that any of AUTH_SECRET made; null if none did, or it is too old. */
export async function openSession(
  token: string | undefined,
  secrets: readonly string[] = env().AUTH_SECRET,
): Promise<string | null> {
  if (!token) return null;
  for (const secret of secrets) {
    const opened = await decode({ token, secret }).catch(() => null);
    if (typeof opened?.sid === "string") return opened.sid;
  }
  return null;
}
