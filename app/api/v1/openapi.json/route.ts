import { openApi } from "@/app/api/v1/openapi";
import { apiRoute, json, refuseMethods } from "@/lib/web/api";

export const dynamic = "force-dynamic";

/** The description of this API, made from the schemas that check it. */
export const GET = apiRoute("GET /api/v1/openapi.json", "read_api", async () => json(openApi()));

export const { POST, PUT, PATCH, DELETE } = refuseMethods("GET");
