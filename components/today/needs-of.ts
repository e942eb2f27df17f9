import { type Place as Clock, momentWords } from "@/components/layout/admin-clock";
import { spanWords } from "@/components/orders/board/age";
import type { Need } from "@/components/today/needs";
import { listsPath, waitWords } from "@/components/waiting/admin/lists-path";
import { agoWords, isOld } from "@/lib/backup/rules";
import { brokenOf, unreachedWords } from "@/lib/deliveries/rules-of-reach";
import { channelWords } from "@/lib/deliveries/status";
import type { Trouble } from "@/lib/deliveries/trouble";
import type { Unreached } from "@/lib/deliveries/unreached";
import { formatMoney } from "@/lib/money";
import type { Failing, LateOrder, WaitingOrder } from "@/lib/reports/today";
import type { TodayLevel } from "@/lib/reports/today-stock";
import { minutesWords, type Ordering, untilWords } from "@/lib/settings/rules-of-ordering";
import { type Day, formatShortDay } from "@/lib/time";
import type { LineSum } from "@/lib/waiting/staff-queries";

/** What Today was read with. */
export type Findings = {
  now: Date;
  place: Clock & { currency: string };
  acceptWithin: number;
  /** The switch, and a pause. */
  ordering: Ordering;
  workerAlive: boolean;
  toAccept: { count: number; oldest: WaitingOrder | null };
  missed: { count: number; orders: readonly LateOrder[] };
  /** Orders to pack that have no ticket yet. */
  toPrint: number;
  failing: readonly Failing[];
  trouble: Trouble;
  /** Open orders whose customer is not reached by messages. */
  unreached: readonly Unreached[];
  stock: { day: Day; levels: readonly TodayLevel[] };
  /** The lines that somebody is in, the longest first; none for whom they do not concern. */
  lines: readonly LineSum[];
  proof: { disagreeing: number; at: Date } | null;
  /** Null for whom backups do not concern; `takenAt` is null before the first. */
  backup: { takenAt: Date | null } | null;
};

const mostLevels = 3;

/** Everything that needs somebody, the most urgent first. */
export function needsOf(found: Findings): Need[] {
  return [
    ...worker(found),
    ...accepting(found),
    ...proof(found),
    ...closed(found),
    ...failing(found),
    ...unreached(found),
    ...trouble(found),
    ...missed(found),
    ...printing(found),
    ...stock(found),
    ...inLine(found),
    ...backup(found),
  ];
}

/** What was looked at and is well. */
export function quietOf({ failing, trouble, unreached, proof, workerAlive, backup, now }: Findings): string {
  const lost = failing.length + trouble.dead + trouble.unknown + unreached.length;
  const well = [
    workerAlive && lost === 0 && "messages get through",
    proof && proof.disagreeing === 0 && "the stock’s books agree",
    backup?.takenAt && !isOld(backup.takenAt, now) && `the last backup is ${agoWords(backup.takenAt, now)} old`,
  ].filter((words) => typeof words === "string");
  return well.length ? `Everything else is quiet: ${well.join(", ")}.` : "";
}

function worker({ workerAlive }: Findings): Need[] {
  if (workerAlive) return [];
  const words = "Emails, texts and exports wait until it runs again. Nothing is lost.";
  const go = { href: "/admin/deliveries", words: "See what waits" };
  return [
    {
      key: "worker",
      hue: "stop",
      glyph: "cross",
      title: "Nothing leaves the shop",
      words: `The worker is not running. ${words}`,
      go,
    },
  ];
}

function accepting({ toAccept: { count, oldest }, acceptWithin, now }: Findings): Need[] {
  if (!oldest) return [];
  const waited = now.getTime() - oldest.placedAt.getTime();
  const over = waited > acceptWithin * 60_000 ? `, over the limit of ${acceptWithin}` : "";
  return [
    {
      key: "accept",
      hue: "placed",
      glyph: "placed",
      title: count === 1 ? "1 order to accept" : `${count} orders to accept`,
      words: `${oldest.number}, ${oldest.name}, ${waited < 60_000 ? "came in just now" : `has waited ${spanWords(waited)}${over}`}.`,
      go: { href: "/admin/orders", words: count === 1 ? "Open" : "See all" },
      accept: { orderId: oldest.id, number: oldest.number },
    },
  ];
}

function proof({ proof, place }: Findings): Need[] {
  if (!proof || proof.disagreeing === 0) return [];
  const rows = proof.disagreeing === 1 ? "1 row disagrees" : `${proof.disagreeing} rows disagree`;
  return [
    {
      key: "proof",
      hue: "stop",
      glyph: "cross",
      title: "The stock’s books disagree",
      words: `${rows}, found ${momentWords(proof.at, place)}.`,
      go: { href: "/admin/stock/proof", words: "See which" },
    },
  ];
}

function closed({ ordering, place, now }: Findings): Need[] {
  if (ordering.open) return paused(ordering, place, now);
  const words = "Customers can look, not order. Open it with the switch below the navigation.";
  const go = { href: "/admin/orders", words: "Orders" };
  return [{ key: "closed", hue: "stop", glyph: "cross", title: "The shop is closed for orders", words, go }];
}

function paused({ pausedUntil, pausedMessage }: Ordering, place: Clock, now: Date): Need[] {
  if (pausedUntil === null) return [];
  const left = pausedUntil - now.getTime();
  const until = untilWords({ until: pausedUntil, now: now.getTime(), ...place });
  const words = `${minutesWords(left)} left, then it opens by itself. ${pausedMessage ? `Customers read: “${pausedMessage}”` : "Orders at the counter go on."}`;
  const go = { href: "/admin/slots", words: "See" };
  return [{ key: "paused", hue: "unsure", glyph: "late", title: `Ordering is paused until ${until}`, words, go }];
}

function failing({ failing, place, now }: Findings): Need[] {
  return failing.map(({ name, channel, waiting, since, next }) => ({
    key: `failing ${name} ${channel}`,
    hue: "stop" as const,
    glyph: "retry" as const,
    title: name ? `${name} is not answering` : `${channelWords[channel]}s do not get through`,
    words: `Since ${momentWords(since, place)}. ${waiting === 1 ? "1 waits" : `${waiting} wait`}${next ? `, next try ${next > now ? momentWords(next, place) : "now"}` : ""}.`,
    go: { href: `/admin/deliveries?state=waiting&channel=${channel}`, words: `See ${waiting}` },
  }));
}

function unreached({ unreached }: Findings): Need[] {
  const [first] = unreached;
  if (!first) return [];
  const count = new Set(unreached.map(({ orderId }) => orderId)).size;
  const broken = brokenOf(first.because);
  const why = broken ? unreachedWords(first.channel, first.address, broken) : `${first.address} replied STOP.`;
  const title = count === 1 ? `${first.name} is not reached` : `${count} customers are not reached`;
  const words = `${first.number}: ${why}${first.phone ? ` Call ${first.phone}.` : ""}`;
  const go =
    count === 1
      ? { href: `/admin/orders/${first.orderId}`, words: "Open" }
      : { href: "/admin/orders?only=trouble", words: `See ${count}` };
  return [{ key: "unreached", hue: "stop", glyph: "cross", title, words, go }];
}

function trouble({ trouble: { dead: all, unknown, unreached } }: Findings): Need[] {
  const dead = all - unreached;
  const lost: Need[] = dead
    ? [
        {
          key: "dead",
          hue: "stop",
          glyph: "cross",
          title: dead === 1 ? "A message did not arrive" : `${dead} messages did not arrive`,
          words: "They are not tried again by themselves.",
          go: { href: "/admin/deliveries?state=dead", words: dead === 1 ? "Open" : `See ${dead}` },
        },
      ]
    : [];
  if (!unknown) return lost;
  const title = unknown === 1 ? "A message may not have gone" : `${unknown} messages may not have gone`;
  const words = "The answer was lost, so nobody knows.";
  const go = { href: "/admin/deliveries?state=unknown", words: unknown === 1 ? "Open" : `See ${unknown}` };
  return [...lost, { key: "unknown", hue: "unsure", glyph: "unknown", title, words, go }];
}

function missed({ missed: { count, orders }, place }: Findings): Need[] {
  const [last] = orders;
  if (!last) return [];
  const due = last.dueMinor ? `, ${formatMoney(last.dueMinor, place.currency, place.locale)} to pay` : "";
  const one = `${last.name}, ${formatShortDay(last.day, place.locale)}${due}.`;
  if (count === 1) {
    const title = `${last.number} was not collected`;
    const go = { href: `/admin/orders/${last.id}`, words: "Open" };
    return [{ key: "missed", hue: "stop", glyph: "late", title, words: one, go }];
  }
  const go = { href: `/admin/orders/all?status=open&pickup_to=${last.day}`, words: "See them" };
  const words = `Latest: ${last.number}, ${one}`;
  return [{ key: "missed", hue: "stop", glyph: "late", title: `${count} orders are past their day`, words, go }];
}

function printing({ toPrint }: Findings): Need[] {
  if (toPrint === 0) return [];
  const title = toPrint === 1 ? "1 ticket to print" : `${toPrint} tickets to print`;
  const words = "Orders to pack that have none yet.";
  return [
    { key: "print", hue: "done", glyph: "note", title, words, go: { href: "/admin/orders/print", words: "Print" } },
  ];
}

function stock({ stock: { day, levels }, place }: Findings): Need[] {
  const scarce = levels.filter(({ available, lowAt }) => available <= lowAt);
  const when = day === place.today ? "today" : `for ${formatShortDay(day, place.locale)}`;
  const shown = scarce.slice(0, scarce.length > mostLevels ? mostLevels - 1 : mostLevels).map(
    (level): Need => ({
      key: `stock ${level.variantId}`,
      hue: level.available > 0 ? "placed" : "stop",
      glyph: level.available > 0 ? "low" : "cross",
      title: `${level.name}: ${level.available > 0 ? `${level.available} left` : "sold out"}${level.keeps ? "" : ` ${when}`}`,
      words: standingWords(level),
      go: { href: `/admin/stock?day=${day}&receive=${level.variantId}`, words: "Receive" },
    }),
  );
  const rest = scarce.length - shown.length;
  if (rest === 0) return shown;
  const go = { href: `/admin/stock?day=${day}`, words: "See all" };
  const words = scarce
    .slice(shown.length)
    .map(({ name }) => name)
    .join(", ");
  return [
    ...shown,
    { key: "stock", hue: "placed", glyph: "low", title: `${rest} more are low or sold out`, words, go },
  ];
}

function inLine({ lines, place }: Findings): Need[] {
  const shown = lines.slice(0, lines.length > mostLevels ? mostLevels - 1 : mostLevels).map(
    ({ variantId, item, day, people, units }): Need => ({
      ...{ key: `line ${variantId} ${day}`, hue: "accepted", glyph: "late", title: `${waitWords(people)} for ${item}` },
      words: `${day ? `For ${formatShortDay(day, place.locale)}` : "For any day"}, ${units} in all. What comes in goes to them first.`,
      go: { href: listsPath({ variant: variantId, day }), words: "See the list" },
    }),
  );
  const rest = lines.slice(shown.length);
  if (rest.length === 0) return shown;
  const people = rest.reduce((sum, line) => sum + line.people, 0);
  const title = `${waitWords(people)} for ${rest.length} more`;
  const words = rest.map(({ item }) => item).join(", ");
  const go = { href: "/admin/waiting", words: "See all" };
  return [...shown, { key: "lines", hue: "accepted", glyph: "late", title, words, go }];
}

function standingWords({ had, available, held, keeps }: TodayLevel): string {
  const taken = had - available - held;
  const words = keeps ? `${had} there, ${taken} promised` : `${taken} of ${had} sold or promised`;
  return `${words}${held ? `, ${held} held in carts` : ""}.`;
}

function backup({ backup, now }: Findings): Need[] {
  if (!backup || !isOld(backup.takenAt, now)) return [];
  const title = backup.takenAt ? `The last backup is ${agoWords(backup.takenAt, now)} old` : "There is no backup yet";
  const words = "One file holds the whole shop, photos too.";
  return [
    { key: "backup", hue: "unsure", glyph: "note", title, words, go: { href: "/admin/settings/backup", words: "How" } },
  ];
}
