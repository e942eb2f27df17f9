import "server-only";
import { headers } from "next/headers";
import { refuseCommon } from "@/lib/refusal";
import { behindHeader, crowdHeader } from "@/lib/web/in-hand";

/** Refuses `busy` when the request in hand was let through only to be told so: its sender has no JavaScript, and the page keeps what was typed. */
export async function refuseInCrowd(): Promise<void> {
  const seconds = Number((await headers()).get(crowdHeader));
  if (seconds > 0) refuseCommon("busy", { retryAfterSeconds: seconds });
}

/** Whether others stood in line behind the order in hand as its turn came: a page that is drawn for it holds them up. */
export async function holdsUpOthers(): Promise<boolean> {
  return Number((await headers()).get(behindHeader)) > 0;
}
