import "server-only";
import { cookies } from "next/headers";
import { cartKeptDays } from "@/lib/checkout/rules";
import { shopCookie } from "@/lib/web/cookies";

/** The token of this browser's cart, if it has one. */
export async function cartToken(): Promise<string | undefined> {
  return (await cookies()).get(shopCookie("cart").name)?.value;
}

/** Lets this browser keep a cart. Called from actions only: pages cannot set cookies. */
export async function keepCartToken(token: string): Promise<void> {
  const { name, options } = shopCookie("cart");
  (await cookies()).set(name, token, { ...options, maxAge: cartKeptDays * 24 * 60 * 60 });
}
