import { CalendarPlus, MapPin } from "lucide-react";
import { orderNumber } from "@/lib/orders/number";
import type { OrderView } from "@/lib/orders/queries";
import { isOpen } from "@/lib/orders/status";
import { hoursOn, type OpenDays, type OpenHours } from "@/lib/pickup/rules-of-hours";
import { timeWords } from "@/lib/pickup/rules-of-slots";
import type { Shop } from "@/lib/settings/queries";
import { mapOf } from "@/lib/settings/rules-of-place";
import { type Day, formatClock, formatDay } from "@/lib/time";

type PickupProps = { order: OrderView; shop: Shop; days: OpenDays };

/** When and where to collect. */
export function Pickup({ order, shop, days }: PickupProps) {
  const when = order.slot ? `From ${timeWords(order.slot, shop.locale)}` : between(order.pickupDay, days, shop.locale);
  const where = shop.address && `${when ? ", at" : "At"} ${shop.address}`;
  return (
    <section className="blk where" aria-labelledby="when">
      <h2 className="title" id="when">
        {formatDay(order.pickupDay, shop.locale)}
      </h2>
      {isOpen(order.status) && (
        <>
          <p className="mt-1">{`${when}${where}`}</p>
          <p className="small">{[shop.directions, shop.paymentNote].filter(Boolean).join(" ")}</p>
          <div className="acts">
            <a
              className="btn quiet"
              href={`/orders/${order.token}/calendar.ics`}
              download={`order-${orderNumber(order)}.ics`}
            >
              <CalendarPlus className="ico" aria-hidden />
              Add to calendar
            </a>
            {shop.address && (
              <a className="btn quiet" href={mapOf(shop.address)} target="_blank" rel="noreferrer">
                <MapPin className="ico" aria-hidden />
                Find the way
              </a>
            )}
          </div>
        </>
      )}
    </section>
  );
}

function between(day: Day, days: OpenDays, locale: string): string {
  const open = hoursOn<OpenHours>(days, day);
  return open ? `Between ${formatClock(open.opensMinute, locale)} and ${formatClock(open.closesMinute, locale)}` : "";
}
