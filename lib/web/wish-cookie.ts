import "server-only";
import { cookies } from "next/headers";
import { shopCookie } from "@/lib/web/cookies";

const keptDays = 30;
const mostWishes = 8;

/** The tokens of what this browser asked to be told of, the newest last. */
export async function wishTokens(): Promise<string[]> {
  const kept = (await cookies()).get(shopCookie("wishes").name)?.value ?? "";
  return kept.split(".").filter((token) => /^[\w-]{22}$/.test(token));
}

/** Lets this browser take a wish back later. Called from actions only: pages cannot set cookies. */
export async function keepWishToken(token: string): Promise<void> {
  const tokens = [...(await wishTokens()), token].slice(-mostWishes);
  const { name, options } = shopCookie("wishes");
  (await cookies()).set(name, tokens.join("."), { ...options, maxAge: keptDays * 24 * 60 * 60 });
}
