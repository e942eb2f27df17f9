import { apiRoute, json } from "@/lib/web/api";
import { refuseHttp } from "@/lib/web/http-refusals";
import { findMissing } from "@/lib/web/readiness";

export const dynamic = "force-dynamic";

/** Ready: the database is reachable and migrated, and a worker was seen lately; otherwise 503 with what is missing. */
export const GET = apiRoute("GET /api/ready", null, async () => {
  const missing = await findMissing();
  return missing.length === 0 ? json({ status: "ready" }) : refuseHttp("not_ready", { missing });
});
