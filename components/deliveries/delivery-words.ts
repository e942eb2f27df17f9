import { momentWords, type Place, secondWords, untilWords } from "@/components/layout/admin-clock";
import type { GlyphName, Hue, IconName } from "@/components/layout/admin-icons";
import type { DeliveryAttempt, DeliveryRow } from "@/lib/deliveries/delivery-row";
import { mostTries } from "@/lib/deliveries/rules";
import { brokenOf, brokenWords } from "@/lib/deliveries/rules-of-reach";
import { channelWords, type DeliveryChannel, type DeliveryState, deliveryStateWords } from "@/lib/deliveries/status";
import { becameWords } from "@/lib/deliveries/words-of-events";

export type StateMarkOf = { hue: Hue; glyph: GlyphName; words: string };

const marks: Record<DeliveryState, { hue: Hue; glyph: GlyphName }> = {
  waiting: { hue: "done", glyph: "late" },
  sending: { hue: "accepted", glyph: "accepted" },
  delivered: { hue: "ready", glyph: "tick" },
  kept: { hue: "done", glyph: "kept" },
  unknown: { hue: "unsure", glyph: "unknown" },
  dead: { hue: "stop", glyph: "cross" },
  withdrawn: { hue: "done", glyph: "dash" },
};

/** A state as hue, glyph and word. One that waits after a failure is told apart: it retries. */
export function stateMark({
  state,
  attempts,
  lastError,
}: Pick<DeliveryRow, "state" | "attempts" | "lastError">): StateMarkOf {
  if (state === "waiting" && attempts > 0 && lastError) return { hue: "stop", glyph: "retry", words: "Retrying" };
  return { ...marks[state], words: deliveryStateWords[state] };
}

export const channelIcons: Record<DeliveryChannel, IconName> = {
  email: "email",
  text: "text",
  webhook: "export",
  sheet: "sheet",
  slack: "slack",
  folder: "folder",
};

const about: Record<string, string> = {
  ...becameWords,
  "destination.broken": "stopped answering",
  "destination.recovered": "answers again",
  "destination.summary": "summary of a day",
  "order.reminded": "reminder",
  "shop.letter_tested": "letter to try",
  "orders.waiting": "orders wait",
  "shop.out_of_touch": "no page in touch",
  "stock.low": "low stock",
  "stock.sold_out": "sold out",
  "stock.back": "can be had again",
  "stock.proof_failed": "the books disagree",
};

/** What a message is about: "Placed", "Not collected". */
export function changeWords(eventType: string): string {
  const words = about[eventType] ?? eventType.replace(/^\w+\./, "").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "Email: ready", or the other system's name with what it was told: of stock with what it is about. */
export function titleWords({ channel, destinationName, eventType, levelName, copy, repeatsId }: DeliveryRow): string {
  const what = [changeWords(eventType).toLowerCase(), levelName].filter(Boolean).join(", ");
  const again = copy > 1 || repeatsId ? `, sent again${copy > 2 ? ` (${copy - 1})` : ""}` : "";
  return `${destinationName ?? channelWords[channel]}: ${what}${again}`;
}

/** Who it goes to: the customer, the shop, or the other system's address. */
export function placeWords({ place, destinationName }: Pick<DeliveryRow, "place" | "destinationName">): string {
  if (destinationName) return destinationName;
  if (place === "customer") return "Customer";
  return place.startsWith("trouble") ? "The shop, about a message in trouble" : "The shop";
}

type Tried = DeliveryRow & { tries: readonly Pick<DeliveryAttempt, "outcome">[] };
type Telling = { now: Date; resendAfter: number };

/** One sentence: what happened, what comes next, and why not sooner. `resendAfter` is the shop's patience with lost answers, in minutes. */
export function sayWords(row: Tried, place: Place, { now, resendAfter }: Telling): string {
  const { state, attempts, uncounted, nextAttemptAt, lastError, settledAt, channel } = row;
  const next = nextAttemptAt ? `${momentWords(nextAttemptAt, place)}, ${untilWords(nextAttemptAt, now)}` : "";
  const last = lastError ? ` Last answer: ${sentence(lastError)}` : "";
  if (state === "waiting" && (attempts === 0 || !lastError)) return next ? `Goes out ${next}.` : "Waits for its turn.";
  if (state === "waiting") return `${attempts - uncounted} of ${mostTries} tries. Next ${next || "soon"}.${last}`;
  if (state === "sending") return `Try ${attempts} is under way.`;
  if (state === "delivered")
    return `${settledAt ? secondWords(settledAt, place) : "Delivered"}, ${ordinal(attempts)} try.${receiptWords(row, place)}`;
  if (state === "kept") return "Nothing is set up that could send it: it is in the outbox.";
  if (state === "withdrawn") return withdrawnWords(row);
  const broken = brokenOf(row.because);
  if (state === "dead" && broken) return `The address does not work: ${brokenWords[broken]}.${last}`;
  if (state === "dead") return `Stopped after ${attempts} ${attempts === 1 ? "try" : "tries"}.${last}`;
  const again = resendsAt(row, resendAfter);
  if (again) return `${lost} Unless you say that it arrived, it is sent once more ${untilWords(again, now)}.`;
  return unknownWords(channel, next);
}

/** Whether it was emptied with the customer whom it was about. */
export function isErased({ channel, address }: Pick<DeliveryRow, "channel" | "address">): boolean {
  return (channel === "email" || channel === "text" || channel === "slack") && address === "";
}

const lost = "The answer was lost, so it may have gone.";

function withdrawnWords(row: DeliveryRow): string {
  const { because } = row;
  if (isErased(row)) return "The customer was erased before it went, so nobody was told.";
  if (row.destinationName) return "The destination was disconnected before it went.";
  if (because === "stopped") return "The number replied STOP, so it was not texted.";
  if (because === "contact_changed") return "The contact changed before it went: it goes to the new one instead.";
  if (because === "no_longer_so")
    return "The order was moved, cancelled or collected meanwhile, so nobody was reminded.";
  return "The move it tells of was taken back, so nobody was told.";
}

/** What the network said of a text that the service took. */
function receiptWords({ channel, receipt, receiptAt }: DeliveryRow, place: Place): string {
  if (channel !== "text" || !receipt || !receiptAt) return "";
  if (receipt === "delivered") return ` On the phone at ${secondWords(receiptAt, place)}.`;
  return receipt === "sent" ? " The network has it; no word yet from the phone." : " The text service has it.";
}

/** When a mail whose answer was lost is sent once more by itself; null if it is not. */
function resendsAt({ channel, settledAt, destinationName, tries }: Tried, minutes: number): Date | null {
  const lost = tries.filter(({ outcome }) => outcome === "unknown").length;
  if (channel !== "email" || destinationName || minutes === 0 || !settledAt || lost !== 1) return null;
  return new Date(settledAt.getTime() + minutes * 60_000);
}

function unknownWords(channel: DeliveryChannel, next: string): string {
  if (channel === "text" && next)
    return `${lost} The provider is asked ${next}; it is sent again only when we know that it did not go.`;
  return `${lost} It is not sent again by itself: it could arrive twice.`;
}

function ordinal(count: number): string {
  return ["first", "second", "third", "fourth", "fifth"][count - 1] ?? `${count}th`;
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

const soonMs = 60_000;

/** Whether something will be known within the minute: then a page that shows it looks again. */
export function isUnderWay({ state, nextAttemptAt }: Pick<DeliveryRow, "state" | "nextAttemptAt">, now: Date): boolean {
  if (state === "sending") return true;
  return state === "waiting" && (nextAttemptAt?.getTime() ?? 0) - now.getTime() < soonMs;
}

/** Where things are at a glance: "2 of 4 delivered, 1 retrying". */
export function tallyWords(rows: readonly Pick<DeliveryRow, "state" | "lastError">[]): string {
  const delivered = rows.filter((row) => row.state === "delivered").length;
  const retrying = rows.filter((row) => row.state === "waiting" && row.lastError !== "").length;
  return `${delivered} of ${rows.length} delivered${retrying > 0 ? `, ${retrying} retrying` : ""}`;
}
