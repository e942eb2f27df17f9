import type { Hours, Shop } from "@/lib/settings/queries";
import { addDays, formatDay, formatMinute } from "@/lib/time";

/** When the shop is open, how one pays, and how to reach it. */
export function ShopFoot({ shop, hours }: { shop: Shop; hours: Hours[] }) {
  return (
    <footer className="foot small" id="foot">
      {hourWords(hours, shop.locale).map((words) => (
        <p key={words}>{words}</p>
      ))}
      <p>{shop.paymentNote}</p>
      {(shop.address || shop.directions) && <p>{[shop.address, shop.directions].filter(Boolean).join(". ")}</p>}
      {shop.phone && (
        <p>
          <a href={`tel:${shop.phone.replace(/[^\d+]/g, "")}`} className="inline-block py-1">
            {shop.phone}
          </a>
        </p>
      )}
      <p>
        <a href="/find-order" className="inline-block py-1">
          Lost the link to your order?
        </a>
      </p>
    </footer>
  );
}

/** "Tuesday to Friday, 8 am to 1 pm." for each run of days with the same hours. */
function hourWords(hours: readonly Hours[], locale: string): string[] {
  const runs: Hours[][] = [];
  for (const row of hours) {
    const last = runs.at(-1)?.at(-1);
    const goesOn =
      last?.weekday === row.weekday - 1 &&
      last.opensMinute === row.opensMinute &&
      last.closesMinute === row.closesMinute;
    if (goesOn) runs.at(-1)?.push(row);
    else runs.push([row]);
  }
  return runs.map((run) => {
    const [first, last] = [run[0]!, run.at(-1)!];
    const days =
      first === last ? weekdayName(first, locale) : `${weekdayName(first, locale)} to ${weekdayName(last, locale)}`;
    return `${days}, ${formatMinute(first.opensMinute)} to ${formatMinute(first.closesMinute)}.`;
  });
}

const someMonday = "2026-11-23";

function weekdayName({ weekday }: Hours, locale: string): string {
  return formatDay(addDays(someMonday, weekday - 1), locale).split(" ")[0] ?? "";
}
