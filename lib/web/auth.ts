import "server-only";
import type { AuthOptions, Session } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { env } from "@/lib/env";
import { log, logFailure } from "@/lib/log";
import { isRefusal } from "@/lib/refusal";
import { signInInput } from "@/lib/staff/input";
import { findSignedIn } from "@/lib/staff/queries";
import { signIn } from "@/lib/staff/sign-in";
import { signOut } from "@/lib/staff/sign-out";
import { addressHeader } from "@/lib/web/address";
import { sessionCookie } from "@/lib/web/cookies";
import { safePath } from "@/lib/web/safe-path";
import { openSession, sealSession, tokenSeconds } from "@/lib/web/session-token";

/** What next-auth tells a page when signing in failed, as its `error` parameter. */
export type AuthErrorCode = "CredentialsSignin" | "too_many" | "trouble";

type Door = { headers?: Record<string, string | undefined> };

/** The same command as our own form, so that no door is without its throttle. */
async function authorize(given: unknown, { headers }: Door): Promise<{ id: string } | null> {
  const input = signInInput.safeParse(given);
  if (!input.success) return null;
  const { email, password } = input.data;
  const address = headers?.[addressHeader] ?? "unknown";
  const session = await signIn({ email, password, address, browser: headers?.["user-agent"] ?? "" }).catch(sayNo);
  return session && { id: session.id };
}

function sayNo(error: unknown): null {
  if (isRefusal(error, "wrong_credentials")) return null;
  if (isRefusal(error, "too_many")) throw new Error("too_many" satisfies AuthErrorCode);
  logFailure(error, "sign-in");
  throw new Error("trouble" satisfies AuthErrorCode);
}

/** How next-auth says that nobody is signed in. */
const nobody = {} as Session;

/** next-auth as the shop uses it: its token holds a session row's id and nothing else. */
export function authOptions(): AuthOptions {
  return {
    secret: env().AUTH_SECRET[0],
    useSecureCookies: sessionCookie().options.secure,
    cookies: { sessionToken: sessionCookie() },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    session: { strategy: "jwt", maxAge: tokenSeconds },
    jwt: {
      encode: async ({ token }) => sealSession(String(token?.sid)),
      decode: async ({ token }) => {
        const sid = await openSession(token);
        return sid ? { sid } : null;
      },
    },
    providers: [
      CredentialsProvider({
        name: "Password",
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: (given, request) => authorize(given, request as Door),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => ({ sid: user ? user.id : token.sid }),
      session: async ({ session, token }) => {
        const staff = await findSignedIn(String(token.sid));
        return staff ? { expires: session.expires, user: { name: staff.name } } : nobody;
      },
      redirect: ({ url }) => safePath(url),
    },
    events: { signOut: ({ token }) => signOut({ sessionId: String(token?.sid) }) },
    logger: {
      error: (code) => log().debug({ code }, "next-auth refused a request"),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}
