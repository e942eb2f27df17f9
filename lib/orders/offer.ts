import { availableSql, ownSql } from "@/lib/catalog/available";
import { opensAtSql, shownSql } from "@/lib/catalog/on-sale";
import { variantLabel } from "@/lib/catalog/rules";
import { db, prepare } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";
import { type Bounds, noBounds } from "@/lib/people/check-person";
import { calendarOfDaySql, type DayCalendar, dayOfCalendar } from "@/lib/pickup/calendar-sql";
import type { SlotView } from "@/lib/pickup/rules-of-slots";
import { slotsOfDaySql } from "@/lib/pickup/slots-sql";
import { orderingColumns } from "@/lib/settings/taking-sql";
import { type Day, dayOf } from "@/lib/time";

export type OfferedVariant = {
  variantId: string;
  sku: string;
  itemId: string;
  itemSlug: string;
  itemName: string;
  variantName: string;
  photo: string;
  keeps: boolean;
  hidden: boolean;
  /** When it can be ordered, in milliseconds since 1970, if a drop still keeps it from that. */
  opensAt: number | null;
  priceMinor: number;
  limitPerOrder: number | null;
  /** Of all variants of its item together, for one person in so many days. */
  limitPerPerson: number | null;
  limitDays: number | null;
  /** What one takes of a pickup slot. */
  workUnits: number;
  /** Whoever orders it confirms their contact first. */
  confirmContact: boolean;
  /** The stock level for the day asked about; null if none was ever planned. */
  levelId: string | null;
  /** Read without a lock: good for an early no, never for a yes. */
  available: number;
};

/** What the shop offers for a day, of the variants asked about. */
export type Offer = {
  day: Day;
  /** What the shop's calendar said of it. */
  calendar: DayCalendar;
  /** Whether customers can order for it now, by the database's clock. */
  dayOpen: boolean;
  /** Whether staff can: the shop opens that day, and it is not over. */
  dayAhead: boolean;
  /** Until when customers order for it and change what they ordered. A day that was closed since has no such moment: then until it begins. */
  lastMoment: Date;
  orderingOpen: boolean;
  closedMessage: string;
  /** Until when ordering is paused, in milliseconds since 1970; null if it is not. */
  pausedUntil: number | null;
  pausedMessage: string;
  orderPrefix: string;
  currency: string;
  locale: string;
  timezone: string;
  phone: string;
  bounds: Bounds;
  /** Everyone confirms their contact before they order. */
  confirmEveryone: boolean;
  /** What people are hashed with. */
  sealedPepper: string;
  /** When it was read, by the database's clock, in milliseconds since 1970. */
  readAt: number;
  /** The times of the day, earliest first; none where it has none. */
  slots: readonly SlotView[];
  variants: OfferedVariant[];
};

type Terms = Omit<Offer, "day" | "dayOpen" | "dayAhead" | "lastMoment" | "variants" | "slots"> & {
  slots: SlotView[] | null;
  variants: (OfferedVariant & { name: string; size: string })[] | null;
};

const offerSql = prepare(`
  SELECT ${orderingColumns}, s.currency, s.order_prefix AS "orderPrefix",
         s.phone, s.sealed_pepper AS "sealedPepper", s.confirm_everyone AS "confirmEveryone",
         jsonb_build_object('unpaidPerPerson', s.unpaid_per_person, 'unpaidPerAddress', s.unpaid_per_address) AS bounds,
         ${calendarOfDaySql("$1::date")} AS calendar,
         ${slotsOfDaySql("$1::date")} AS slots,
         (SELECT jsonb_agg(jsonb_build_object(
                   'variantId', v.id, 'sku', v.sku, 'name', v.name, 'size', v.size, 'priceMinor', v.price_minor,
                   'limitPerOrder', v.limit_per_order, 'limitPerPerson', i.limit_per_person, 'limitDays', i.limit_days, 'confirmContact', i.confirm_contact,
                   'workUnits', v.work_units, 'hidden', NOT ${shownSql}, 'opensAt', ${opensAtSql},
                   'itemId', i.id, 'itemSlug', i.slug, 'itemName', i.name, 'photo', i.photo, 'keeps', i.keeps,
                   'levelId', l.id, 'available', coalesce(${availableSql} + ${ownSql("$4")}, 0)))
            FROM variants v
            JOIN items i ON i.id = v.item_id
            LEFT JOIN stock_levels l ON l.variant_id = v.id
                  AND l.day IS NOT DISTINCT FROM CASE WHEN i.keeps THEN NULL ELSE $1::date END
           WHERE v.id = ANY($2::text[]) OR v.sku = ANY($3::text[])) AS variants
    FROM shop s`);

type Wanted = {
  ids?: readonly string[];
  skus?: readonly string[];
  /** Whose own held units count among the available. */
  cartId?: string | null;
};

/** Reads, in one statement and without a lock, what the shop offers for a day of the variants named by id or by SKU, by the database's clock. */
export async function readOffer(day: Day, wanted: Wanted): Promise<Offer> {
  const [terms] = await read(day, wanted);
  if (!terms) throw new Error("The shop has no settings: the database was never set up.");
  const { slots, variants, ...rest } = terms;
  const { timezone } = rest;
  const now = new Date(rest.readAt);
  const { orderable: dayOpen, because, lastMoment } = dayOfCalendar(rest.calendar, day, now);
  return {
    ...rest,
    day,
    dayOpen,
    dayAhead: because !== "closed" && day >= dayOf(now, timezone),
    lastMoment,
    slots: slots ?? [],
    variants: (variants ?? []).map((variant) => ({ ...variant, variantName: variantLabel(variant) })),
  };
}

/**
 * The offer as it stands for staff: they place orders also while ordering is switched off or paused and after the last moment, for any day on which the
 * shop opens, and see themselves who still has to pay. What is there, what is on sale and the limits are the same for all.
 */
export function offerToStaff(offer: Offer): Offer {
  return { ...offer, orderingOpen: true, pausedUntil: null, dayOpen: offer.dayAhead, bounds: noBounds };
}

async function read(day: Day, { ids = [], skus = [], cartId = null }: Wanted): Promise<Terms[]> {
  return db()
    .$queryRawUnsafe<Terms[]>(offerSql, day, ids, skus, cartId)
    .catch((error) => Promise.reject(translateTrouble(error)));
}
