import "server-only";
import { cookies } from "next/headers";
import { z } from "zod";
import type { Wish } from "@/lib/catalog/ask-to-be-told";
import { shopCookie } from "@/lib/web/cookies";

const keptDays = 30;
const mostWishes = 6;

const kept = z.array(
  z.object({ dropId: z.string().max(60), email: z.string().max(254), token: z.string().regex(/^[\w-]{22}$/) }),
);

/**
 * What this browser asked to be told of a drop; null if nothing. It is what the browser itself was told, whatever the shop knew before: from the
 * records it would show whether somebody else had asked with that address.
 */
export async function findWish(dropId: string): Promise<Wish | null> {
  return (await wishes()).findLast((wish) => wish.dropId === dropId) ?? null;
}

/** Lets this browser see its wish, and take it back later. Called from actions only: pages cannot set cookies. */
export async function keepWish(wish: Wish): Promise<void> {
  await store([...(await wishes()).filter(({ dropId }) => dropId !== wish.dropId), wish]);
}

/** Lets this browser forget a wish that was taken back. Called from actions only. */
export async function forgetWish(token: string): Promise<void> {
  await store((await wishes()).filter((wish) => wish.token !== token));
}

async function wishes(): Promise<Wish[]> {
  const value = (await cookies()).get(shopCookie("wishes").name)?.value ?? "";
  try {
    return kept.parse(JSON.parse(Buffer.from(value, "base64url").toString("utf8")));
  } catch {
    return [];
  }
}

async function store(all: readonly Wish[]): Promise<void> {
  const { name, options } = shopCookie("wishes");
  const value = Buffer.from(JSON.stringify(all.slice(-mostWishes))).toString("base64url");
  (await cookies()).set(name, value, { ...options, maxAge: keptDays * 24 * 60 * 60 });
}
