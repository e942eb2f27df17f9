import { liveHub } from "@/lib/live/shared";
import { openStream } from "@/lib/live/stream";
import { addressOf, apiRoute, refuseMethods } from "@/lib/web/api";
import { readLiveAsk } from "@/lib/web/live";
import { streaming } from "@/lib/web/streaming";

export const dynamic = "force-dynamic";

const headers = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-cache, no-transform",
  "X-Accel-Buffering": "no",
};

/** A stream of absolute values with their versions: `?topics=stock:2026-11-28,order:<token>,admin`. */
export const GET = apiRoute("GET /api/live", "open_stream", async (request) => {
  const ask = await readLiveAsk(request);
  return streaming(request, openStream(liveHub(), { ...ask, address: addressOf(request) }), headers);
});

export const { POST, PUT, PATCH, DELETE } = refuseMethods("GET");
