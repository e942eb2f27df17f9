import { db, prepare } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { cancelUntil } from "@/lib/orders/rules";
import { mayChangeOwn } from "@/lib/orders/rules-of-own-change";
import type { OrderSnapshot } from "@/lib/orders/snapshot";
import { calendarOfDaySql, type DayCalendar, dayOfCalendar } from "@/lib/pickup/calendar-sql";
import type { CustomerChange } from "@/lib/settings/rules-of-own-orders";

type Order = Pick<OrderSnapshot, "status" | "placedAt" | "pickupDay" | "slot">;

/** Until when an order's customer may change and cancel it; null where the shop's terms or its status do not let them. */
export type OwnUntil = { change: Date | null; cancel: Date | null };

type Terms = {
  now: Date;
  phone: string;
  changes: CustomerChange;
  cancelMinutes: number;
  calendar: DayCalendar;
  /** Null of an order without a time. */
  chooseUntil: Date | null;
};

const termsSql = prepare(`
  SELECT holdfast_now() AS now, phone, customer_change AS changes, customer_cancel_minutes AS "cancelMinutes",
         ${calendarOfDaySql("$1::date")} AS calendar, (SELECT choose_until FROM pickup_slots WHERE id = $2) AS "chooseUntil"
    FROM shop`);

/**
 * Reads until when a locked order's customer may change and cancel it: as the shop's terms say, and never beyond the order's own last moment, that to order
 * for its day or to choose its time, whichever is earlier. With the instant by the database's clock, and whom they call then.
 */
export async function readOwnUntil(
  tx: Pick<Tx, "$queryRawUnsafe">,
  { status, placedAt, pickupDay, slot }: Order,
): Promise<OwnUntil & Pick<Terms, "now" | "phone">> {
  const [terms] = await tx.$queryRawUnsafe<Terms[]>(termsSql, pickupDay, slot?.id ?? null);
  if (!terms) throw new Error("The shop has no settings: the database was never set up.");
  const { now, phone, changes, cancelMinutes, calendar, chooseUntil } = terms;
  const last = earlier(dayOfCalendar(calendar, pickupDay, now).lastMoment, chooseUntil);
  const granted = status === "placed" ? cancelUntil(new Date(placedAt), cancelMinutes) : null;
  return { now, phone, change: mayChangeOwn(status, changes) ? last : null, cancel: granted && earlier(granted, last) };
}

/** The same of an order as it is shown, without a lock: null also where it is too late. */
export async function findOwnUntil(order: Order): Promise<OwnUntil> {
  const { now, change, cancel } = await readOwnUntil(db(), order);
  const ahead = (until: Date | null) => (until && now < until ? until : null);
  return { change: ahead(change), cancel: ahead(cancel) };
}

function earlier(one: Date, other: Date | null): Date {
  return other && other < one ? other : one;
}
