import "server-only";
import { headers } from "next/headers";
import { refuseCommon } from "@/lib/refusal";
import { crowdHeader } from "@/lib/web/in-hand";

/** Refuses `busy` when the request in hand was let through only to be told so: its sender has no JavaScript, and the page keeps what was typed. */
export async function refuseInCrowd(): Promise<void> {
  const seconds = Number((await headers()).get(crowdHeader));
  if (seconds > 0) refuseCommon("busy", { retryAfterSeconds: seconds });
}
