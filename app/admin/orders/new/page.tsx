import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import Link from "next/link";
import { placeForSomebody } from "@/app/admin/orders/new/actions";
import { staffPage } from "@/app/admin/staff-page";
import { CounterOrderForm } from "@/components/counter/counter-order-form";
import { staffDays, toShelf } from "@/components/counter/shelf";
import { toTimes } from "@/components/counter/times";
import { AdminPage } from "@/components/layout/admin-page";
import { Empty } from "@/components/ui/empty";
import { listCatalogue } from "@/lib/catalog/queries";
import { listUnusualWork } from "@/lib/catalog/work-units";
import { limits } from "@/lib/orders/input";
import { listPickupDays } from "@/lib/pickup/queries";
import { listSlots } from "@/lib/pickup/queries-of-slots";
import { getShop } from "@/lib/settings/queries";
import { type Day, dayOf, formatDay } from "@/lib/time";
import { findDay, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "New order" };

type Props = { searchParams: SearchParams };

export default staffPage(async function NewOrderPage({ searchParams }: Props) {
  const [, shop, asked] = await Promise.all([requireStaff("orders.place"), getShop(), findDay(searchParams, "day")]);
  const { locale, timezone, currency } = shop;
  const today = dayOf(new Date(), timezone);
  const days = staffDays(await listPickupDays(timezone), asked, { locale, today });
  const day = days.find((each) => each.current)?.day;
  return (
    <AdminPage
      title={
        <>
          <Link className="btn bare small" href="/admin/orders">
            ‹ Orders
          </Link>
          <h1>New order</h1>
        </>
      }
    >
      {day ? (
        <CounterOrderForm
          action={placeForSomebody}
          day={day}
          days={days}
          dayWords={formatDay(day, locale)}
          {...(await readDay(day, locale))}
          money={{ currency, locale }}
          firstKey={randomUUID()}
          limits={limits}
        />
      ) : (
        <Empty title="The shop is not open on any of the next days.">
          Set the opening hours first. Then orders can be placed for them.
        </Empty>
      )}
    </AdminPage>
  );
});

/** What is on sale for a day, and its times. */
async function readDay(day: Day, locale: string) {
  const [categories, slots, work] = await Promise.all([listCatalogue(day), listSlots([day]), listUnusualWork()]);
  return {
    shelf: toShelf(categories, work),
    times: toTimes(slots.get(day) ?? [], { locale, now: new Date() }),
  };
}
