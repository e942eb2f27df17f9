import { type PassedLimit, periodWords } from "@/lib/people/rules";
import { refusals } from "@/lib/refusal";
import { dayOf, formatShortDay, formatTime } from "@/lib/time";

/** How the shop writes days and times. */
export type Clock = { locale: string; timezone: string };

export type PeopleRefusals = {
  person_limit: { lines: PassedLimit[]; clock: Clock };
  too_many_unpaid: { limit: number; open: number; by: "person" | "address"; phone: string };
  confirm_contact: { door: "web" | "api" };
  confirm_alone: { names: string[] };
  no_contact: Record<string, never>;
  code_wrong: { left: number };
  code_over: Record<string, never>;
};

/** What can be refused to a person for what they did before, with words for whoever asked: it may be the staff, for them. */
export const refuse: <Code extends keyof PeopleRefusals>(code: Code, detail: PeopleRefusals[Code]) => never =
  refusals<PeopleRefusals>({
    person_limit: ({ lines, clock }) => lines.map((line) => limitWords(line, clock)).join(" "),
    confirm_contact: ({ door }) =>
      door === "api"
        ? "This is ordered on the shop's own page: the customer confirms their email or number by a code there."
        : "Please confirm your email or number by a code first.",
    confirm_alone: ({ names }) =>
      `${names.join(", ")} is ordered by itself, with your email or number confirmed by a code.`,
    no_contact: () => "Please give an email address or a mobile number, so that we can send you a code.",
    code_wrong: ({ left }) =>
      left === 0
        ? "That was not the code, and it was the last try. Ask for another code."
        : `That is not the code. ${left === 1 ? "One try is" : `${left} tries are`} left.`,
    code_over: () => "This code can no longer be used. Ask for another one.",
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
