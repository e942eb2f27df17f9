import type { Metadata } from "next";
import Link from "next/link";
import { change } from "@/app/admin/orders/actions";
import { readOrder } from "@/app/admin/orders/read-order";
import { staffMetadata, staffPage } from "@/app/admin/staff-page";
import { toShelf } from "@/components/counter/shelf";
import { AdminPage } from "@/components/layout/admin-page";
import { ChangeForm } from "@/components/orders/change/change-form";
import { dayViews, timeChoices } from "@/components/orders/change/change-view";
import { Empty } from "@/components/ui/empty";
import { may } from "@/lib/actor";
import { listCatalogue } from "@/lib/catalog/queries";
import { listLevelsOnDays } from "@/lib/orders/change-queries";
import { limits } from "@/lib/orders/input";
import { orderNumber } from "@/lib/orders/number";
import { canChange, statusWords } from "@/lib/orders/status";
import { listPickupDays } from "@/lib/pickup/queries";
import { listSlots } from "@/lib/pickup/queries-of-slots";
import { getShop } from "@/lib/settings/queries";
import { dayOf } from "@/lib/time";
import { findDay, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams };

export const generateMetadata = staffMetadata(async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireStaff();
  return { title: `Change ${orderNumber(await readOrder((await params).id))}` };
});

export default staffPage(async function ChangePage({ params, searchParams }: Props) {
  const [staff, { id }, asked] = await Promise.all([requireStaff(), params, findDay(searchParams, "day")]);
  const [{ events: _, ...order }, shop] = await Promise.all([readOrder(id), getShop()]);
  const back = `/admin/orders/${id}`;
  return (
    <AdminPage
      title={
        <>
          <Link className="btn bare small" href={back}>
            ‹ {orderNumber(order)}
          </Link>
          <h1>
            Change {orderNumber(order)} {order.customer.name}
          </h1>
        </>
      }
    >
      {!may(staff, "orders.change") ? (
        <Empty title="Your role does not change orders.">Ask the owner.</Empty>
      ) : canChange(order.status) ? (
        <ChangeForm action={change} order={order} limits={limits} {...(await readChoices(order, asked, shop))} />
      ) : (
        <Empty
          title={`This order is ${statusWords[order.status].toLowerCase()}.`}
          action={
            <Link className="btn" href={back}>
              Back to the order
            </Link>
          }
        >
          An order can be changed until it is ready.
        </Empty>
      )}
    </AdminPage>
  );
});

type Order = Parameters<typeof dayViews>[0];
type Shop = Awaited<ReturnType<typeof getShop>>;

/** The days, what is left on them, and what can be added on the one that is asked for. */
async function readChoices(order: Order, asked: string | null, { timezone, locale }: Shop) {
  const calendar = await listPickupDays(timezone);
  const ids = [...new Set(order.lines.map((line) => line.variantId))];
  const open = calendar.filter((row) => row.because !== "closed").map((row) => row.day);
  const day = asked && open.includes(asked) ? asked : order.pickupDay;
  const [categories, levels, slots] = await Promise.all([
    listCatalogue(day),
    listLevelsOnDays(ids, [...new Set([...open, order.pickupDay])]),
    listSlots([day]),
  ]);
  const shelf = toShelf(categories).flatMap((group) => group.lines);
  const here = levels.filter((level) => level.day === null || level.day === day);
  const known = new Set(here.map((level) => level.variantId));
  return {
    day,
    times: timeChoices(order, slots.get(day) ?? [], { day, locale }),
    days: dayViews(order, calendar, levels, { locale, today: dayOf(new Date(), timezone) }),
    levels: [...here, ...shelf.filter((line) => !known.has(line.variantId))].map(
      ({ variantId, available, version }) => ({
        ...{ variantId, available, version },
      }),
    ),
    keeping: levels.flatMap((level) => (level.day === null ? [level.variantId] : [])),
    shelf,
  };
}
