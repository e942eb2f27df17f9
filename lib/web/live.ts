import "server-only";
import { may, requirePermission, type StaffActor } from "@/lib/actor";
import { kindOf } from "@/lib/live/pictures";
import { isFar, parseTopics } from "@/lib/live/rules-of-topics";
import { sources } from "@/lib/live/sources";
import { findSignedIn } from "@/lib/staff/queries";
import { sessionCookie } from "@/lib/web/cookies";
import { refuseHttp } from "@/lib/web/http-refusals";
import { openSession } from "@/lib/web/session-token";

export type LiveAsk = {
  topics: string[];
  /** For topics that are not for everyone: whether they may still be heard. Asked again and again while a stream is open. */
  mayHear?: () => Promise<boolean>;
};

/**
 * What a request wants to hear of. Only staff, whose pages show them, may name any day: each makes every reading longer, and with it everyone's wait. Refuses
 * invalid, and for topics of the staff not_signed_in and not_permitted.
 */
export async function readLiveAsk(request: Request): Promise<LiveAsk> {
  const topics = parseTopics(new URL(request.url).searchParams.get("topics"));
  if (!topics) return refuseTopics("Please name one to eight topics.");
  const needed = [...new Set(topics.flatMap((topic) => sources[kindOf(topic)].needs ?? []))];
  const far = topics.some((topic) => isFar(topic, new Date()));
  if (needed.length === 0 && !far) return { topics };
  const session = await sessionIn(request);
  const reader = () => (session ? findSignedIn(session) : Promise.resolve(null));
  const asking = await reader();
  if (far && !asking) return refuseTopics("Please name days that can be ordered for.");
  if (needed.length === 0) return { topics };
  for (const permission of needed) requirePermission(asking, permission);
  const mayAll = (actor: StaffActor | null) => needed.every((permission) => may(actor, permission));
  return { topics, mayHear: async () => mayAll(await reader()) };
}

function refuseTopics(message: string): never {
  return refuseHttp("invalid", { errors: [{ path: "topics", message }] });
}

/** Read from the request itself: what asks again later is no longer inside it. */
async function sessionIn(request: Request): Promise<string | null> {
  const wanted = `${sessionCookie().name}=`;
  const pairs = (request.headers.get("cookie") ?? "").split(/;\s*/);
  return openSession(pairs.find((pair) => pair.startsWith(wanted))?.slice(wanted.length));
}
