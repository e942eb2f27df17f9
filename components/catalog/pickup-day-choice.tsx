import { Info } from "lucide-react";
import { DayStrip } from "@/components/catalog/day-strip";
import { pickupWords } from "@/components/layout/door";
import type { Action } from "@/components/ui/form";
import type { PickupDay } from "@/lib/pickup/rules";
import type { Shop } from "@/lib/settings/queries";
import { type Day, dayOf, formatDay, minuteOf } from "@/lib/time";

type Choice = {
  shop: Pick<Shop, "locale" | "timezone">;
  strip: PickupDay[];
  later: PickupDay[];
  day: PickupDay | null;
  missed: Day | null;
  door: { today: Day };
};

/** The day that everything on the page is about, and the other days to choose from. */
export function PickupDayChoice({ visit, action, back }: { visit: Choice; action: Action; back: string }) {
  const { shop, strip, later, day, missed } = visit;
  return (
    <section className="days" aria-label="Pickup day">
      <p className="small">Collect on</p>
      <h2 className="title">{day ? formatDay(day.day, shop.locale) : "No day to collect on yet"}</h2>
      {missed && day && (
        <p className="notice plain mt-3">
          <Info className="ico" aria-hidden />
          <span>
            {formatDay(missed, shop.locale)} can no longer be ordered for. This is {formatDay(day.day, shop.locale)}.
          </span>
        </p>
      )}
      <DayStrip strip={strip} later={later} chosen={day?.day ?? null} locale={shop.locale} action={action} back={back}>
        {day?.orderBy && (
          <p className="small mt-2">
            {pickupWords(day, { ...momentOf(day.orderBy, shop.timezone), today: visit.door.today }, shop.locale)}
          </p>
        )}
      </DayStrip>
    </section>
  );
}

function momentOf(instant: Date, timezone: string): { day: Day; minute: number } {
  return { day: dayOf(instant, timezone), minute: minuteOf(instant, timezone) };
}
