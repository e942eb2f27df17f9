import { z } from "zod";
import { dayInput, mostUnits } from "@/lib/stock/input";
import { mostDaysAhead } from "@/lib/stock/rules-of-plan";

const version = z.coerce.number().int().min(0);
const dayOrNone = z.union([z.literal("").transform(() => null), dayInput]);

/** Fields of a grid are named by the variant, and the weekday after a point. */
const weekdayField = /^(var_[0-9A-Z]{26})\.([1-7])$/;
const dayField = /^(var_[0-9A-Z]{26})$/;

type Fields = Record<string, unknown>;

/** The grid's numbers; empty counts as none typed. What is no whole number is wrong at its field. */
function numbersIn(
  fields: Fields,
  named: RegExp,
  context: z.RefinementCtx,
): { match: RegExpMatchArray; typed: number | null }[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const match = name.match(named);
    if (!match) return [];
    const words = String(value).trim();
    const typed = words === "" ? null : /^\d{1,6}$/.test(words) ? Number(words) : Number.NaN;
    if (typed !== null && !(typed <= mostUnits)) {
      context.addIssue({ code: "custom", path: [name], message: "A whole number, please." });
      return [];
    }
    return [{ match, typed }];
  });
}

/** The weekly grid: a number for each variant and weekday, and what holds for all of it. */
export const planInput = z
  .object({
    version,
    horizonDays: z.coerce
      .number("Please say how many days.")
      .int()
      .min(1, "At least 1 day.")
      .max(mostDaysAhead, `At most ${mostDaysAhead} days.`),
    startsOn: dayOrNone,
    endsOn: dayOrNone,
  })
  .catchall(z.unknown())
  .transform(({ version, horizonDays, startsOn, endsOn, ...fields }, context) => {
    if (startsOn && endsOn && endsOn < startsOn)
      context.addIssue({ code: "custom", path: ["endsOn"], message: "The last day is before the first." });
    const lines = numbersIn(fields, weekdayField, context).map(({ match, typed }) => ({
      variantId: match[1] ?? "",
      weekday: Number(match[2]),
      quantity: typed ?? 0,
    }));
    return { version, horizonDays, startsOn, endsOn, lines };
  });
export type PlanInput = z.output<typeof planInput>;

/** One day: a number where it differs from its weekday, empty where it does not. */
export const planDayInput = z
  .object({ version, day: dayInput })
  .catchall(z.unknown())
  .transform(({ version, day, ...fields }, context) => ({
    version,
    day,
    lines: numbersIn(fields, dayField, context).flatMap(({ match, typed }) =>
      typed === null ? [] : [{ variantId: match[1] ?? "", quantity: typed }],
    ),
  }));
export type PlanDayInput = z.output<typeof planDayInput>;
