import { z } from "zod";
import { isCurrency, isLocale, isTimezone } from "@/lib/settings/places";
import { keepLimits } from "@/lib/settings/rules";
import { pauseLimits } from "@/lib/settings/rules-of-ordering";
import { customerChanges } from "@/lib/settings/rules-of-own-orders";
import { patienceWords } from "@/lib/settings/words";
import { line, text } from "@/lib/text";

/** What is asked when the shop is closed for orders: words for its customers, or none. */
export const closeShopInput = z.object({
  message: z.string().trim().max(200, "Please keep this to 200 characters.").default(""),
});

const pauseWords = `Please give minutes, from ${pauseLimits.min} to ${pauseLimits.max}.`;

/** For how long ordering is paused: one of the usual choices, or minutes of one's own (`minutes` is "other"), and words for customers, or none. */
export const pauseInput = z
  .object({ minutes: z.string().default("15"), other: z.string().default(""), message: line(200).default("") })
  .transform(({ minutes, other, message }, context) => {
    const chosen = Number(minutes === "other" ? other || Number.NaN : minutes);
    if (Number.isInteger(chosen) && chosen >= pauseLimits.min && chosen <= pauseLimits.max)
      return { minutes: chosen, message };
    context.addIssue({ code: "custom", path: [minutes === "other" ? "other" : "minutes"], message: pauseWords });
    return z.NEVER;
  });

/** The version of the settings that a form was opened on. */
export const version = z.coerce.number().int().min(0);

/** A box of a form. */
export const ticked = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");

function minutes(most: number, words: string) {
  return z.coerce.number(words).int(words).min(0, words).max(most, words);
}

/** Who the shop is, as customers see it. */
export const faceInput = z.object({
  version,
  name: line(80, { missing: "What is the shop called?" }),
  tagline: line(160),
  address: line(200),
  directions: line(300),
  phone: line(40),
  email: line(254).refine((words) => words === "" || z.email().safeParse(words).success, "This is no email address."),
  paymentNote: line(200),
  accent: z.string().regex(/^#[0-9a-f]{6}$/i, "Please give a colour as # and six letters or figures, such as #2C5A3C."),
  logo: z.string().regex(/^([a-z0-9][a-z0-9-]{0,79})?$/, "This is no photo of the shop."),
});

/** Where the shop is: its money, its words for numbers and dates, its clock. */
export const placeInput = z.object({
  version,
  currency: z.string().refine(isCurrency, "Please choose a currency."),
  locale: z.string().trim().refine(isLocale, "Please give a language and country, such as en-GB."),
  timezone: z.string().refine(isTimezone, "Please choose a time zone."),
  country: z.string().regex(/^[A-Z]{2}$/, "Please choose a country."),
  /** That prices keep their figures in another currency is meant. */
  currencyMeant: ticked,
});

const prefixWords = "Please use up to 8 letters and signs, without figures, such as FB-.";

/** How orders are taken in. */
export const ordersInput = z.object({
  version,
  orderPrefix: line(8, { long: prefixWords }).refine((words) => /^[\p{L}\-/#.]*$/u.test(words), prefixWords),
  defaultLowAt: minutes(999, "Please give a whole number from 0 to 999."),
  acceptWithin: minutes(1_440, "Please give minutes, from 1 to 1440.").min(1, "Please give minutes, from 1 to 1440."),
  acceptsByItself: ticked,
  remindAfter: minutes(1_440, "Please give minutes, up to 1440; 0 for never."),
  remindWhenOutOfTouch: ticked,
  remindPhone: line(40)
    .transform((words) => words.replace(/[\s()-]/g, ""))
    .refine(
      (words) => words === "" || /^\+[1-9]\d{6,14}$/.test(words),
      "Please write it with the country's code, such as +44 7700 900123.",
    ),
  customerCancelMinutes: minutes(10_080, "Please give minutes, up to 10080 (a week); 0 for never."),
  customerChange: z.enum(customerChanges, "Please choose."),
  offerMinutes: minutes(1_440, "Please give minutes, from 5 to 1440.").min(5, "Please give minutes, from 5 to 1440."),
  holdMinutes: minutes(60, "Please give minutes, up to 60; 0 for never."),
});

function days({ min, max }: { min: number; max: number }) {
  const words = `Please give a whole number of days, from ${min} to ${max}.`;
  return z.coerce.number(words).int(words).min(min, words).max(max, words);
}

/** After how long a mail whose answer was lost is sent once more by itself, and for how many days records of messages are kept. */
export const patienceInput = z.object({
  version,
  resendUnknownAfter: z.coerce.number("Please choose.").refine((chosen) => chosen in patienceWords, "Please choose."),
  keepDeliveredDays: days(keepLimits.delivered),
  keepFailedDays: days(keepLimits.failed),
});

/** A day on which the shop is closed although its weekday is open. */
export const closedDayInput = z.object({
  day: z.iso.date("Please choose a day."),
  reason: line(120),
});

export const openDayInput = closedDayInput.pick({ day: true });

/** Confirms that everything is taken out: the shop's own name, typed. */
export const emptyInput = z.object({ word: text(200), keepSettings: ticked });
