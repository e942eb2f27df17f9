import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import { translateTrouble } from "@/lib/db/transaction";
import { maskAddress } from "@/lib/deliveries/mask";
import type { DestinationKind } from "@/lib/deliveries/rules-of-destinations";
import { channelOfKind } from "@/lib/deliveries/rules-of-destinations";
import { refuseCommon } from "@/lib/refusal";

/** A destination with how it does. */
export type DestinationView = {
  id: string;
  kind: DestinationKind;
  name: string;
  /** As people may read it: of a web address only the host. */
  address: string;
  events: string[];
  personal: boolean;
  settings: Readonly<Record<string, unknown>>;
  createdAt: Date;
  pausedAt: Date | null;
  pausedReason: string;
  disabledAt: Date | null;
  disabledReason: string;
  brokenAt: Date | null;
  probeAt: Date | null;
  restsUntil: Date | null;
  formerUntil: Date | null;
  version: number;
  waiting: number;
  dead: number;
  /** Delivered within the last day, and when the last one was. */
  delivered: number;
  lastAt: Date | null;
  /** When the oldest that waits was made. */
  oldestAt: Date | null;
};

/** Every connected destination, with how it does, in the order in which they were connected. */
export async function listDestinations(): Promise<DestinationView[]> {
  return read();
}

/** One destination with how it does. Refuses `not_found`. */
export async function getDestination(id: string): Promise<DestinationView> {
  const [found] = await read(id);
  return found ?? refuseCommon("not_found", { what: "destination" });
}

async function read(id?: string): Promise<DestinationView[]> {
  const rows = await reading(
    db().$queryRaw<DestinationView[]>`
      SELECT place.id, place.kind::text AS kind, place.name, place.address, place.events, place.personal, place.settings, place.created_at AS "createdAt",
             place.paused_at AS "pausedAt", place.paused_reason AS "pausedReason", place.disabled_at AS "disabledAt", place.disabled_reason AS "disabledReason",
             place.broken_at AS "brokenAt", place.probe_at AS "probeAt", place.rests_until AS "restsUntil", place.former_until AS "formerUntil", place.version,
             coalesce(open.waiting, 0)::int AS waiting, open.oldest AS "oldestAt", coalesce(done.dead, 0)::int AS dead,
             coalesce(done.delivered, 0)::int AS delivered, done.last AS "lastAt"
        FROM destinations AS place
        LEFT JOIN LATERAL (
          SELECT count(*) AS waiting, min(created_at) AS oldest FROM deliveries AS d
           WHERE d.destination_id = place.id AND d.state IN ('waiting', 'sending', 'unknown')) AS open ON true
        LEFT JOIN LATERAL (
          SELECT count(*) FILTER (WHERE state = 'dead') AS dead, count(*) FILTER (WHERE state = 'delivered') AS delivered,
                 max(settled_at) FILTER (WHERE state = 'delivered') AS last
            FROM deliveries AS d WHERE d.destination_id = place.id AND d.settled_at > holdfast_now() - interval '1 day') AS done ON true
       WHERE place.removed_at IS NULL AND ${id ? sql`place.id = ${id}` : sql`true`}
       ORDER BY place.created_at, place.id`,
  );
  return rows.map((row) => ({ ...row, address: maskAddress(channelOfKind[row.kind], row.address) }));
}

/** Every destination by its name, those that were removed too: their deliveries are still in the ledger. */
export async function listDestinationNames(): Promise<{ id: string; name: string; removed: boolean }[]> {
  const select = { id: true, name: true, removedAt: true } as const;
  const found = await reading(db().destination.findMany({ select, orderBy: [{ name: "asc" }, { id: "asc" }] }));
  return found.map(({ id, name, removedAt }) => ({ id, name, removed: removedAt !== null }));
}

async function reading<Rows>(query: Promise<Rows>): Promise<Rows> {
  try {
    return await query;
  } catch (error) {
    throw translateTrouble(error);
  }
}
