import { orderOf } from "@/app/api/v1/bodies";
import { placeOrder } from "@/lib/orders/place-order";
import { needsCountry, orderInput, orderRequest } from "@/lib/orders/wire";
import { getShop } from "@/lib/settings/queries";
import { addressOf, apiRoute, idempotencyKey, json, parse, readJson, refuseMethods } from "@/lib/web/api";
import { inHand } from "@/lib/web/in-hand";

export const dynamic = "force-dynamic";

/** Places an order: 201; the same key with the same content again: 200 and the same order. */
export const POST = apiRoute("POST /api/v1/orders", "place_order", async (request) => {
  const key = idempotencyKey(request);
  const body = await readJson(request);
  const country = needsCountry(body) ? (await getShop()).country : "";
  const order = orderRequest(key, parse(orderInput(country), body));
  const placed = await inHand(() => placeOrder({ kind: "api" }, { ...order, from: addressOf(request) }));
  const headers = { Location: `/api/v1/orders/${placed.token}` };
  return json(orderOf(placed.snapshot), { status: placed.repeated ? 200 : 201, headers });
});

export const { GET, PUT, PATCH, DELETE } = refuseMethods("POST");
