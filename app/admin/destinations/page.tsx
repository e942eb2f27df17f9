import type { Metadata } from "next";
import { staffPage } from "@/app/admin/staff-page";
import { DestinationList, KindChoices } from "@/components/destinations/destination-list";
import s from "@/components/destinations/destinations.module.css";
import { AdminPage } from "@/components/layout/admin-page";
import { Refresh } from "@/components/layout/admin-refresh";
import { Empty } from "@/components/ui/empty";
import { may } from "@/lib/actor";
import { listDestinations } from "@/lib/deliveries/destination-queries";
import { getShop } from "@/lib/settings/queries";
import { dayOf } from "@/lib/time";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Destinations" };

export default staffPage(async function DestinationsPage() {
  const staff = await requireStaff("destinations.view");
  const [destinations, shop] = await Promise.all([listDestinations(), getShop()]);
  const now = new Date();
  const place = { locale: shop.locale, timezone: shop.timezone, today: dayOf(now, shop.timezone) };
  return (
    <AdminPage title={<h1>Destinations</h1>}>
      <Refresh every={5} while={destinations.some(({ waiting }) => waiting > 0)} />
      <div className={s.page}>
        {destinations.length > 0 ? (
          <section className={`panel ${s.panel}`} aria-label="Connected">
            <DestinationList destinations={destinations} place={place} now={now} />
          </section>
        ) : (
          <Empty title="Nothing is connected yet.">
            Every order can go on to the systems where people already look. What is connected hears of what happens from
            then on.
          </Empty>
        )}
        {may(staff, "destinations.connect") && (
          <section className={s.panel} aria-labelledby="connect">
            <h2 id="connect">Connect another system</h2>
            <KindChoices />
          </section>
        )}
      </div>
    </AdminPage>
  );
});
