import type { Metadata } from "next";
import Link from "next/link";
import { sayArrived, sendOnceMore, sendSelected, sendShown } from "@/app/admin/deliveries/actions";
import { DeliveryFilterBar } from "@/components/deliveries/delivery-filter";
import { DeliveryList } from "@/components/deliveries/delivery-list";
import { isUnderWay } from "@/components/deliveries/delivery-words";
import { FiguresPanel } from "@/components/deliveries/figures-panel";
import { NothingHere } from "@/components/deliveries/nothing-here";
import { Selection } from "@/components/deliveries/selection";
import { ShownAgain } from "@/components/deliveries/shown-again";
import { AdminPage } from "@/components/layout/admin-page";
import { Refresh } from "@/components/layout/admin-refresh";
import { ListKeys } from "@/components/ui/list-keys";
import { Pager } from "@/components/ui/pager";
import { may } from "@/lib/actor";
import { listDestinationNames } from "@/lib/deliveries/destination-queries";
import { readFigures } from "@/lib/deliveries/figures";
import { deliveriesPath, readDeliveryCursor, readDeliveryFilter } from "@/lib/deliveries/list-filter";
import { countShown, listDeliveries } from "@/lib/deliveries/list-queries";
import { countTrouble } from "@/lib/deliveries/trouble";
import { getShop } from "@/lib/settings/queries";
import { addDays, dayOf } from "@/lib/time";
import { findAnswer } from "@/lib/web/answer";
import { readParams, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Deliveries" };

type Props = { searchParams: SearchParams };

export default async function DeliveriesPage({ searchParams }: Props) {
  const [staff, shop, said] = await Promise.all([requireStaff(), getShop(), readParams(searchParams)]);
  const { locale, timezone } = shop;
  const now = new Date();
  const place = { locale, timezone, today: dayOf(now, timezone) };
  const filter = readDeliveryFilter(said);
  const cursor = readDeliveryCursor(said.cursor ?? "");
  const span = said.figures === "week" ? "week" : "day";
  const sends = may(staff, "deliveries.send_again");
  const [{ rows, next }, counts, destinations, answer, figures, shown] = await Promise.all([
    listDeliveries({ filter, timezone, cursor }),
    countTrouble(),
    listDestinationNames(),
    findAnswer(),
    cursor ? null : readFigures({ span, timezone, destination: filter.destination, now }),
    sends && said.again === "all" ? countShown(filter, { until: now, timezone }) : null,
  ]);
  const keep: Record<string, string> = span === "week" ? { figures: span } : {};
  return (
    <AdminPage title={<h1>Deliveries</h1>}>
      <Refresh every={5} while={!shown && rows.some((row) => isUnderWay(row, now))} />
      {figures && (
        <FiguresPanel
          figures={figures}
          hrefs={{ day: deliveriesPath(filter), week: deliveriesPath(filter, { figures: "week" }) }}
          place={place}
          now={now}
        />
      )}
      <DeliveryFilterBar filter={filter} destinations={destinations} counts={counts} today={place.today} keep={keep} />
      {shown && <ShownAgain filter={filter} counts={shown} until={now} action={sendShown} />}
      {sends && !shown && rows.length > 0 && (
        <Selection action={sendSelected}>
          <Link className="btn" href={deliveriesPath(filter, { ...keep, again: "all" })}>
            Send all of these again…
          </Link>
        </Selection>
      )}
      {rows.length > 0 ? (
        <DeliveryList
          rows={rows}
          place={place}
          now={now}
          sending={{
            again: sends ? sendOnceMore : null,
            arrived: sends ? sayArrived : null,
            refused: answer && !answer.done ? { id: answer.about, words: answer.message } : null,
          }}
          selects={sends && !shown}
        />
      ) : (
        <NothingHere
          filter={filter}
          destination={destinations.find(({ id }) => id === filter.destination)?.name ?? null}
          keptFrom={addDays(place.today, -shop.keepDeliveredDays)}
        />
      )}
      <ListKeys row="message" />
      <Pager
        newest={cursor ? deliveriesPath(filter, keep) : null}
        older={next ? deliveriesPath(filter, { ...keep, cursor: next }) : null}
      />
    </AdminPage>
  );
}
