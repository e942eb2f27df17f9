import { db } from "@/lib/db/client";
import { type Tx, translateTrouble } from "@/lib/db/transaction";
import { type Guard, guardFields, newGuard } from "@/lib/settings/guard";
import { newOffering, type Offering, offeringFields } from "@/lib/settings/offering";
import { newOwnOrders, type OwnOrders, ownOrderFields } from "@/lib/settings/own-orders";
import type { CustomerChange } from "@/lib/settings/rules-of-own-orders";
import { type MessageWords, noWords, type PickupReminding, readWords } from "@/lib/settings/words";
import { type Day, fromDate, toDate } from "@/lib/time";

export type Hours = {
  weekday: number;
  opensMinute: number;
  closesMinute: number;
  orderDaysBefore: number;
  orderByMinute: number;
};

/** Settings that have a file of their own. */
type Kinds = Guard & Offering & OwnOrders;

export type Shop = Kinds & {
  id: string;
  name: string;
  tagline: string;
  address: string;
  directions: string;
  phone: string;
  email: string;
  paymentNote: string;
  currency: string;
  locale: string;
  timezone: string;
  country: string;
  accent: string;
  orderingOpen: boolean;
  closedMessage: string;
  /** Until then nothing is ordered although the shop is open; past or null: not paused. And what customers read meanwhile. */
  orderingPausedUntil: Date | null;
  pausedMessage: string;
  acceptWithin: number;
  logo: string;
  orderPrefix: string;
  defaultLowAt: number;
  acceptsByItself: boolean;
  remindAfter: number;
  remindWhenOutOfTouch: boolean;
  remindPhone: string;
  /** Minutes for which a checkout keeps what is in the cart. 0: nothing is kept. */
  holdMinutes: number;
  /** Minutes after which a mail whose answer was lost is sent once more by itself. 0: staff are asked. */
  resendUnknownAfter: number;
  twoFactorRequired: boolean;
  tellAccepted: boolean;
  remindPickup: PickupReminding;
  remindPickupHours: number;
  remindPickupMinute: number;
  /** Days for which the record of a message is kept that arrived, and of one that did not. */
  keepDeliveredDays: number;
  keepFailedDays: number;
  /** The shop's own words in messages to customers. */
  messageWords: MessageWords;
  version: number;
};

const shopFields = {
  ...{ id: true, name: true, tagline: true, address: true, directions: true, phone: true, email: true },
  ...{ paymentNote: true, currency: true, locale: true, timezone: true, country: true, accent: true, logo: true },
  ...{ orderingOpen: true, closedMessage: true, orderingPausedUntil: true, pausedMessage: true },
  ...{ acceptWithin: true, orderPrefix: true, defaultLowAt: true },
  ...{ acceptsByItself: true, remindAfter: true, remindWhenOutOfTouch: true, remindPhone: true },
  ...{ holdMinutes: true, resendUnknownAfter: true, twoFactorRequired: true },
  ...{ tellAccepted: true, remindPickup: true, remindPickupHours: true, remindPickupMinute: true },
  ...{ keepDeliveredDays: true, keepFailedDays: true },
  messageWords: true,
  ...guardFields,
  ...ownOrderFields,
  ...offeringFields,
  version: true,
} as const;

/** The shop a database starts with, before its owner has said anything. */
export const newShop: Shop = {
  id: "shop_1",
  name: "Your shop",
  ...{ tagline: "", address: "", directions: "", phone: "", email: "" },
  paymentNote: "Pay when you collect.",
  ...{ currency: "GBP", locale: "en-GB", timezone: "Europe/London", country: "GB" },
  accent: "#2C5A3C",
  orderingOpen: true,
  closedMessage: "",
  ...{ orderingPausedUntil: null, pausedMessage: "" },
  acceptWithin: 10,
  logo: "",
  orderPrefix: "",
  defaultLowAt: 3,
  acceptsByItself: false,
  remindAfter: 15,
  remindWhenOutOfTouch: true,
  remindPhone: "",
  holdMinutes: 10,
  resendUnknownAfter: 60,
  twoFactorRequired: false,
  tellAccepted: false,
  remindPickup: "never",
  ...{ remindPickupHours: 2, remindPickupMinute: 1080 },
  ...{ keepDeliveredDays: 90, keepFailedDays: 365 },
  messageWords: noWords,
  ...newGuard,
  ...newOwnOrders,
  ...newOffering,
  version: 0,
};

/** The shop's settings, and when they began to be read (ms since 1970): only what was read later is news to an open page. Throws DatabaseUnreachable in an outage. */
export async function getShop(): Promise<Shop & { readAt: number }> {
  const readAt = Date.now();
  try {
    return { ...(await readShop(db())), readAt };
  } catch (error) {
    throw translateTrouble(error);
  }
}

/** The shop's settings as a transaction sees them. */
export async function readShop(client: Tx | ReturnType<typeof db>): Promise<Shop> {
  const row = await client.shop.findUnique({ where: { id: newShop.id }, select: shopFields });
  if (!row) return newShop;
  const { remindPickup, customerChange, messageWords } = row;
  return {
    ...row,
    messageWords: readWords(messageWords),
    remindPickup: remindPickup as PickupReminding,
    customerChange: customerChange as CustomerChange,
  };
}

export type ClosedDay = { day: Day; reason: string };

/** The single days from `from` on that are closed, in order. */
export async function listClosedDays(from: Day): Promise<ClosedDay[]> {
  const rows = await db().closedDay.findMany({ where: { day: { gte: toDate(from) } }, orderBy: { day: "asc" } });
  return rows.map(({ day, reason }) => ({ day: fromDate(day), reason }));
}

/** The weekdays that are open for collecting, Monday first. */
export async function listHours(client: Tx | ReturnType<typeof db> = db()): Promise<Hours[]> {
  return client.openingHours.findMany({ orderBy: { weekday: "asc" } });
}
