import { orderOf } from "@/app/api/v1/bodies";
import { findSnapshotByToken } from "@/lib/orders/queries";
import { refuseCommon } from "@/lib/refusal";
import { apiRoute, json, refuseMethods } from "@/lib/web/api";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ token: string }> };

/** An order, for whoever has its token. */
export const GET = apiRoute<Context>("GET /api/v1/orders/{token}", "read_api", async (_request, { params }) => {
  const order = await findSnapshotByToken((await params).token);
  return json(orderOf(order ?? refuseCommon("not_found", { what: "order" })));
});

export const { POST, PUT, PATCH, DELETE } = refuseMethods("GET");
