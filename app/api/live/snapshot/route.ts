import { readMessages } from "@/lib/live/pictures";
import { apiRoute, json, refuseMethods } from "@/lib/web/api";
import { readLiveAsk } from "@/lib/web/live";

export const dynamic = "force-dynamic";

/** What a stream says first, for pages that streams do not reach. */
export const GET = apiRoute("GET /api/live/snapshot", "open_stream", async (request) => {
  const { topics } = await readLiveAsk(request);
  return json({ messages: await readMessages(topics) });
});

export const { POST, PUT, PATCH, DELETE } = refuseMethods("GET");
