import { refuseCommon } from "@/lib/refusal";
import { apiRoute } from "@/lib/web/api";

export const dynamic = "force-dynamic";

/** Every other address under /api/v1. */
export const GET = apiRoute("api", null, async () => refuseCommon("not_found", { what: "address" }));

export { GET as DELETE, GET as PATCH, GET as POST, GET as PUT };
