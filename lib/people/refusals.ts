import { type PassedLimit, periodWords } from "@/lib/people/rules";
import { refusals } from "@/lib/refusal";
import { dayOf, formatShortDay, formatTime } from "@/lib/time";

/** How the shop writes days and times. */
export type Clock = { locale: string; timezone: string };

export type PeopleRefusals = {
  person_limit: { lines: PassedLimit[]; clock: Clock };
  too_many_unpaid: { limit: number; open: number; by: "person" | "address"; phone: string };
};

/** What can be refused to a person for what they did before, with words for whoever asked: it may be the staff, for them. */
export const refuse: <Code extends keyof PeopleRefusals>(code: Code, detail: PeopleRefusals[Code]) => never =
  refusals<PeopleRefusals>({
    person_limit: ({ lines, clock }) => lines.map((line) => limitWords(line, clock)).join(" "),
    too_many_unpaid: ({ open, by, phone }) =>
      `${open === 1 ? "An order" : `${open} orders`} from ${by === "person" ? "this email or number" : "this connection"} ${open === 1 ? "is" : "are"} still to be collected and paid. Please collect ${open === 1 ? "it" : "one of them"} first${phone ? `, or call us: ${phone}` : ""}.`,
  });

/** A limit as customers and the log read it. */
export function ruleWords({ name, limit, days }: Pick<PassedLimit, "name" | "limit" | "days">): string {
  return `At most ${limit} of ${name} per person in ${periodWords(days)}.`;
}

function limitWords(line: PassedLimit, clock: Clock): string {
  const { limit, had, requested, again } = line;
  const rule = ruleWords(line);
  if (had === 0) return rule;
  const room = limit - had;
  const now = room > 0 ? ` ${room} more can be ordered now.` : "";
  const later = again ? ` ${requested} can be ordered from ${momentWords(again, clock)} on.` : "";
  return `${rule} ${had} ${had === 1 ? "was" : "were"} ordered already.${now}${later}`;
}

function momentWords(at: Date, { locale, timezone }: Clock): string {
  return `${formatShortDay(dayOf(at, timezone), locale)}, ${formatTime(at, locale, timezone)}`;
}
