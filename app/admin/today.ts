import { chosen, windowOf } from "@/components/today/lines";
import type { Findings } from "@/components/today/needs-of";
import { may, type StaffActor } from "@/lib/actor";
import { listBackups } from "@/lib/backup/queries";
import { listDropsAround } from "@/lib/catalog/drop-queries";
import { countTrouble } from "@/lib/deliveries/trouble";
import { listUnreached } from "@/lib/deliveries/unreached";
import { listPickupDays } from "@/lib/pickup/queries";
import type { PickupDay } from "@/lib/pickup/rules";
import { findFirstRun } from "@/lib/reports/first-run";
import {
  countToPrint,
  isWorkerAlive,
  listDueNext,
  listFailing,
  listNextPickups,
  readHours,
  readMissed,
  readToAccept,
  readTodayFigures,
} from "@/lib/reports/today";
import { listAvailable, listTodayLevels } from "@/lib/reports/today-stock";
import { getShop } from "@/lib/settings/queries";
import { orderingAt } from "@/lib/settings/rules-of-ordering";
import { findLastProof } from "@/lib/stock/proof-queries";
import { addDays, dayOf, formatMinute, instantAt, minuteOf } from "@/lib/time";
import { sumLines } from "@/lib/waiting/staff-queries";

/** Everything that Today shows, read side by side. The stock is that of today while the shop is still open, then of the next open day. */
export async function loadToday(staff: StaffActor) {
  const shop = await getShop();
  const { timezone, locale, currency } = shop;
  const now = new Date();
  const today = dayOf(now, timezone);
  const days = await listPickupDays(timezone, now);
  const minute = minuteOf(now, timezone);
  const next = days.find((day) => day.opensMinute !== null && !isOver(day, today, minute));
  const focus = next?.day ?? today;
  const window = windowOf(focus, hoursOf(next), { timezone, now });
  const isTodayOver = days[0]?.closesMinute != null && isOver(days[0], today, minute);
  const [
    toAccept,
    missed,
    failing,
    trouble,
    unreached,
    firstRun,
    levels,
    proof,
    backups,
    workerAlive,
    pickups,
    due,
    figures,
    hours,
    toPrint,
    drops,
    lines,
  ] = await Promise.all([
    readToAccept(),
    readMissed(today, isTodayOver),
    listFailing(),
    countTrouble(),
    listUnreached(),
    findFirstRun(),
    listTodayLevels(focus),
    findLastProof(),
    may(staff, "backup.view") ? listBackups(1) : null,
    isWorkerAlive(),
    listNextPickups(today),
    listDueNext(today),
    readTodayFigures(today, timezone, now),
    readHours(instantAt(addDays(today, -6), 0, timezone), timezone),
    countToPrint(),
    listDropsAround(timezone),
    may(staff, "waiting.view") ? sumLines() : [],
  ]);
  const ofDay = levels.filter(({ keeps }) => !keeps);
  const drawn = chosen(ofDay);
  const entries = await listAvailable(
    focus,
    drawn.map(({ variantId }) => variantId),
    new Date(window.from),
  );
  const place = { locale, timezone, today };
  const findings: Findings = {
    now,
    place: { ...place, currency },
    acceptWithin: shop.acceptWithin,
    ordering: orderingAt(shop, now),
    workerAlive,
    toAccept,
    missed,
    toPrint,
    failing,
    trouble,
    unreached,
    stock: { day: focus, levels },
    lines,
    proof,
    backup: backups && { takenAt: backups[0]?.takenAt ?? null },
  };
  const left = {
    available: ofDay.reduce((sum, level) => sum + Math.max(0, level.available), 0),
    had: ofDay.reduce((sum, level) => sum + level.had, 0),
  };
  return {
    shop,
    firstRun,
    now,
    place,
    focus,
    window,
    findings,
    pickups,
    due,
    drops,
    figures,
    left,
    drawn,
    entries,
    hours,
    doorWords: doorWords(days[0], minute),
  };
}

function isOver({ day, closesMinute }: PickupDay, today: string, minute: number): boolean {
  return day === today && closesMinute !== null && minute >= closesMinute;
}

function hoursOf(day: PickupDay | undefined): { opensMinute: number; closesMinute: number } {
  return { opensMinute: day?.opensMinute ?? 0, closesMinute: day?.closesMinute ?? 1440 };
}

function doorWords(day: PickupDay | undefined, minute: number): string {
  if (day?.opensMinute == null || day.closesMinute === null) return ", closed";
  if (minute < day.opensMinute) return `, opens ${formatMinute(day.opensMinute)}`;
  return minute < day.closesMinute
    ? `, open until ${formatMinute(day.closesMinute)}`
    : `, closed since ${formatMinute(day.closesMinute)}`;
}
