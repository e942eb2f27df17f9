import { z } from "zod";
import { minuteOf, readTimes, whole } from "@/lib/pickup/times-input";

/** A day that is named. */
export const dayInput = z.object({ day: z.iso.date("Please choose a day.") });

/**
 * The times of a single day as their form sends them: `d.0.starts`, `d.0.ends` and `d.0.fits` for its first, `d.lead`, `d.day`, and the last moment to
 * order, `d.by` so many days before (`d.before`).
 */
export const dayTimesInput = z
  .looseObject({ day: dayInput.shape.day, opened: z.string().max(2_000).optional() })
  .transform(({ day, opened, ...form }, context) => {
    let wrong = false;
    const issue = (field: string, message: string) => {
      wrong = true;
      context.addIssue({ code: "custom", path: [field], message });
    };
    const times = readTimes("d", form, issue);
    const last = Math.max(0, ...times.windows.map(({ endsMinute }) => endsMinute));
    if (last === 0 && !wrong) issue("d.0.starts", "Please give at least one time.");
    const orderDaysBefore = whole(form["d.before"] || "0", 0, 14);
    const orderByMinute = minuteOf(form["d.by"]);
    if (orderDaysBefore === null) issue("d.before", "From the same day to 14 days before.");
    if (orderByMinute === null) issue("d.by", "Until when can one order?");
    else if (orderDaysBefore === 0 && orderByMinute > last && last > 0) issue("d.by", "That is after the last time.");
    return { day, opened, ...times, orderDaysBefore: orderDaysBefore ?? 0, orderByMinute: orderByMinute ?? 0 };
  });
