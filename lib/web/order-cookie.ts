import "server-only";
import { cookies } from "next/headers";
import { shopCookie } from "@/lib/web/cookies";

/** For so long a browser remembers the order that something may be added to. */
const keptDays = 14;

/** The token of this browser's last order, if it knows one. */
export async function lastOrderToken(): Promise<string | undefined> {
  return (await cookies()).get(shopCookie("order").name)?.value;
}

/** Lets this browser remember an order of its customer's. Called from actions only: pages cannot set cookies. */
export async function keepOrderToken(token: string): Promise<void> {
  const { name, options } = shopCookie("order");
  (await cookies()).set(name, token, { ...options, maxAge: keptDays * 24 * 60 * 60 });
}
