import "server-only";
import { cookies } from "next/headers";
import { cartKeptDays } from "@/lib/checkout/rules";

const name = "holdfast_cart";

/** The token of this browser's cart, if it has one. */
export async function cartToken(): Promise<string | undefined> {
  return (await cookies()).get(name)?.value;
}

/** Lets this browser keep a cart. Called from actions only: pages cannot set cookies. */
export async function keepCartToken(token: string): Promise<void> {
  (await cookies()).set(name, token, {
    httpOnly: true,
    sameSite: "lax",
    secure: process.env.APP_URL?.startsWith("https:") ?? false,
    path: "/",
    maxAge: cartKeptDays * 24 * 60 * 60,
  });
}
