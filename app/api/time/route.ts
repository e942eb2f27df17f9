import { readClock } from "@/lib/catalog/drop-page-queries";
import { apiRoute, json } from "@/lib/web/api";

export const dynamic = "force-dynamic";

/** The shop's clock, for open pages that count down: a device's own may be wrong. */
export const GET = apiRoute("GET /api/time", "read_clock", async () => json({ now: await readClock() }));
