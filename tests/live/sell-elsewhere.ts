import type { OrderRequest } from "@/lib/orders/order-request";
import { placeOrder } from "@/lib/orders/place-order";
import { leaveDatabase } from "@/scripts/prepare-database";

/** Places the order that it is started with, as another web process of the shop does, and ends. */
await placeOrder({ kind: "api" }, JSON.parse(process.argv[2]!) as OrderRequest);
await leaveDatabase();
