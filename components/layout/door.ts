import type { PickupDay } from "@/lib/pickup/rules";
import { type Day, formatDay, formatMinute } from "@/lib/time";

/** Whether the door is open now, as `doorAt` tells it, beside the day it is. */
export type Door = { today: Day } & ({ open: true; untilMinute: number } | { open: false; next: PickupDay | null });

/** "Open" + " until 3 pm"; "Closed" + ", opens Wednesday 7 am". */
export function doorWords(door: Door, locale: string): { state: string; rest: string } {
  if (door.open) return { state: "Open", rest: ` until ${formatMinute(door.untilMinute)}` };
  if (door.next?.opensMinute == null) return { state: "Closed", rest: "" };
  const weekday = door.next.day === door.today ? "" : ` ${formatDay(door.next.day, locale).split(" ")[0]}`;
  return { state: "Closed", rest: `, opens${weekday} ${formatMinute(door.next.opensMinute)}` };
}

/** "Order by Friday 4 pm. Ready from 8 am to 1 pm." */
export function pickupWords(day: PickupDay, orderBy: { day: Day; minute: number; today: Day }, locale: string): string {
  const when = orderBy.day === orderBy.today ? "today" : formatDay(orderBy.day, locale).split(" ")[0];
  const order = `Order by ${when} ${formatMinute(orderBy.minute)}.`;
  return `${order} Collect from ${formatMinute(day.opensMinute ?? 0)} to ${formatMinute(day.closesMinute ?? 0)}.`;
}
