import { Webhook } from "standardwebhooks";
import { type Bytes, eachAlone, type Kind, type Surroundings, type Target } from "@/lib/deliveries/channels/kind";
import { Poster } from "@/lib/deliveries/channels/poster";
import type { ClaimedDelivery } from "@/lib/deliveries/claim-delivery";
import { exportBody, type OrderEvent } from "@/lib/deliveries/payload";
import type { OpenDestination } from "@/lib/deliveries/rules-of-destinations";
import { type StockEvent, stockBody } from "@/lib/deliveries/stock-payload";

/** Exports by Standard Webhooks. A repeat is harmless: every try of a delivery carries the same webhook-id. */
export const webhook: Kind = webhookWithin(20_000);

/** The same with another patience, in milliseconds for the whole of one export: connecting, sending, hearing the answer. */
export function webhookWithin(patienceMs: number): Kind {
  const poster = new Poster(patienceMs);
  const send = eachAlone((delivery, to, stopping) =>
    poster.post(delivery.address, {
      body: delivery.body,
      headers: signedHeaders(delivery, to),
      secrets: to.secrets.map(bareSecret),
      stopping,
    }),
  );
  return { channel: "webhook", sideBySide: 16, restMs: 0, alone: false, prepare, prepareStock, send, resolve: send };
}

function prepare(event: OrderEvent, { address, personal }: Target, { shop, days }: Surroundings): Bytes {
  return { address, body: exportBody(event, shop, { days, personal }) };
}

function prepareStock(event: StockEvent, { address }: Target, { shop }: Surroundings): Bytes {
  return { address, body: stockBody(event, shop) };
}

/** The bytes of a secret, which may come back without what stands before them. */
function bareSecret(secret: string): string {
  return secret.replace(/^whsec_/, "");
}

/** Signed with each secret that holds: after a rotation the receiver may know either. */
function signedHeaders({ id, body }: ClaimedDelivery, { secrets }: OpenDestination): Record<string, string> {
  const now = new Date();
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1_000)),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(" "),
  };
}
