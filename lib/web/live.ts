import "server-only";
import { may, requirePermission } from "@/lib/actor";
import { parseTopics } from "@/lib/live/rules";
import { findSignedIn } from "@/lib/staff/queries";
import { sessionCookie } from "@/lib/web/cookies";
import { refuseHttp } from "@/lib/web/http-refusals";
import { openSession } from "@/lib/web/session-token";

export type LiveAsk = {
  topics: string[];
  /** For topics that are not for everyone: whether they may still be heard. Asked again and again while a stream is open. */
  mayHear?: () => Promise<boolean>;
};

/** What a request wants to hear of. Refuses invalid, and for the board not_signed_in and not_permitted. */
export async function readLiveAsk(request: Request): Promise<LiveAsk> {
  const topics = parseTopics(new URL(request.url).searchParams.get("topics"));
  if (!topics)
    return refuseHttp("invalid", { errors: [{ path: "topics", message: "Please name one to eight topics." }] });
  if (!topics.includes("admin")) return { topics };
  const session = await sessionIn(request);
  const reader = () => (session ? findSignedIn(session) : Promise.resolve(null));
  requirePermission(await reader(), "orders.view");
  return { topics, mayHear: async () => may(await reader(), "orders.view") };
}

/** Read from the request itself: what asks again later is no longer inside it. */
async function sessionIn(request: Request): Promise<string | null> {
  const wanted = `${sessionCookie().name}=`;
  const pairs = (request.headers.get("cookie") ?? "").split(/;\s*/);
  return openSession(pairs.find((pair) => pair.startsWith(wanted))?.slice(wanted.length));
}
