import { db } from "@/lib/db/client";
import { translateTrouble } from "@/lib/db/transaction";

export type Hours = {
  weekday: number;
  opensMinute: number;
  closesMinute: number;
  orderDaysBefore: number;
  orderByMinute: number;
};

export type Shop = {
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
  acceptWithin: number;
  logo: string;
  orderPrefix: string;
  defaultLowAt: number;
  acceptsByItself: boolean;
  remindAfter: number;
  remindWhenOutOfTouch: boolean;
  remindPhone: string;
  customerCancelMinutes: number;
  twoFactorRequired: boolean;
  version: number;
};

const shopFields = {
  id: true,
  name: true,
  tagline: true,
  address: true,
  directions: true,
  phone: true,
  email: true,
  paymentNote: true,
  currency: true,
  locale: true,
  timezone: true,
  country: true,
  accent: true,
  orderingOpen: true,
  closedMessage: true,
  acceptWithin: true,
  logo: true,
  orderPrefix: true,
  defaultLowAt: true,
  acceptsByItself: true,
  remindAfter: true,
  remindWhenOutOfTouch: true,
  remindPhone: true,
  customerCancelMinutes: true,
  twoFactorRequired: true,
  version: true,
} as const;

/** The shop a database starts with, before its owner has said anything. */
export const newShop: Shop = {
  id: "shop_1",
  name: "Your shop",
  tagline: "",
  address: "",
  directions: "",
  phone: "",
  email: "",
  paymentNote: "Pay when you collect.",
  currency: "GBP",
  locale: "en-GB",
  timezone: "Europe/London",
  country: "GB",
  accent: "#2C5A3C",
  orderingOpen: true,
  closedMessage: "",
  acceptWithin: 10,
  logo: "",
  orderPrefix: "",
  defaultLowAt: 3,
  acceptsByItself: false,
  remindAfter: 15,
  remindWhenOutOfTouch: true,
  remindPhone: "",
  customerCancelMinutes: 30,
  twoFactorRequired: false,
  version: 0,
};

/** The shop's settings. Throws DatabaseUnreachable in an outage. */
export async function getShop(): Promise<Shop> {
  try {
    return (await db().shop.findUnique({ where: { id: newShop.id }, select: shopFields })) ?? newShop;
  } catch (error) {
    throw translateTrouble(error);
  }
}

/** The weekdays that are open for collecting, Monday first. */
export async function listHours(): Promise<Hours[]> {
  return db().openingHours.findMany({ orderBy: { weekday: "asc" } });
}
