import { fullName } from "@/lib/catalog/rules";
import type { LevelSnapshot } from "@/lib/deliveries/stock-payload";
import type { Shop } from "@/lib/settings/queries";
import { formatShortDay } from "@/lib/time";

/** What became of a stock level, by the event's type. */
const became: Readonly<Record<string, string>> = {
  "stock.low": "runs low",
  "stock.sold_out": "is sold out",
  "stock.back": "can be had again",
};

/** A level's event as people read it: "Sourdough, 800 g, Sat 28 Nov" "runs low" "2 left of 12." */
export function levelWords(type: string, level: LevelSnapshot, { locale }: Pick<Shop, "locale">) {
  const { item, variant, day, available, onHand, committed, held } = level;
  const name = fullName(item, variant);
  return {
    name: day ? `${name}, ${formatShortDay(day, locale)}` : name,
    became: became[type] ?? type,
    numbers: `${Math.max(0, available)} left of ${onHand}, ${committed + held} promised.`,
    path: day ? `/admin/stock?day=${day}` : "/admin/stock",
  };
}
