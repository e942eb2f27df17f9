import "server-only";
import { headers } from "next/headers";
import { answerTo } from "@/lib/web/answers";

/** Answers the request in hand with 404 and whatever the page returns. Not Next's `notFound`: that draws an empty page for whoever has no JavaScript. */
export async function sayMissing(): Promise<void> {
  answerTo(await headers())?.sayMissing();
}
