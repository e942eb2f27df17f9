import { orderOf, type Told } from "@/lib/deliveries/payload-of-order";
import { withoutPersons } from "@/lib/deliveries/without-persons";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import type { OpenDays } from "@/lib/pickup/rules-of-hours";
import type { Shop } from "@/lib/settings/queries";

export type OrderEvent = {
  id: string;
  type: string;
  at: Date;
  snapshot: OrderSnapshot;
  /** Only what changed, as it was before, in the payload's words. */
  previous: Record<string, unknown> | null;
};

/** Fields are added, never renamed or removed, inside one version. */
export const schemaVersion = 1;

/** `personal` says whether what is about a person goes along; its fields are null where it does not. */
type BodyOptions = { days: OpenDays; personal?: boolean };

/** Bodies stay below this many bytes. */
export const longestBodyBytes = 20_000;

/**
 * The bytes that every destination receives about an order's event: a full snapshot, money in minor units, times in UTC.
 * Always below 20 kB: of an order with too many lines the last are left out, and `lines_left_out` counts them.
 */
export function exportBody(event: OrderEvent, shop: Shop, { days, personal = true }: BodyOptions): string {
  const told = personal ? event : withoutPersons(event);
  const most = Math.max(told.snapshot.lines.length, listIn(told.previous).length);
  const bodyWith = (count: number) => JSON.stringify(payload(told, shop, { days, count, personal }));
  const whole = bodyWith(most);
  if (Buffer.byteLength(whole) < longestBodyBytes) return whole;
  let count = most - 1;
  while (count > 0 && Buffer.byteLength(bodyWith(count)) >= longestBodyBytes) count -= Math.ceil(count / 10);
  return bodyWith(count);
}

function payload(event: OrderEvent, shop: Shop, told: Told) {
  return {
    id: event.id,
    type: event.type,
    timestamp: event.at.toISOString(),
    schema_version: schemaVersion,
    shop: { id: shop.id, name: shop.name, timezone: shop.timezone },
    data: {
      order: orderOf(event.snapshot, shop, told),
      previous: shortened(event.previous ?? {}, told.count),
    },
  };
}

/** An edit of many lines names the first of them, as many as of the order itself. */
function shortened(previous: Record<string, unknown>, count: number): Record<string, unknown> | null {
  if (Object.keys(previous).length === 0) return null;
  const lines = listIn(previous);
  if (lines.length <= count) return previous;
  return { ...previous, lines: lines.slice(0, count), lines_left_out: lines.length - count };
}

function listIn(previous: Record<string, unknown> | null): unknown[] {
  return Array.isArray(previous?.lines) ? previous.lines : [];
}
