import type { Metadata } from "next";
import { putFirstRunAway } from "@/app/admin/actions";
import { accept } from "@/app/admin/orders/actions";
import { loadToday } from "@/app/admin/today";
import { momentWords } from "@/components/layout/admin-clock";
import { AdminPage } from "@/components/layout/admin-page";
import { Refresh } from "@/components/layout/admin-refresh";
import { HeatMap } from "@/components/reports/heat-map";
import { DropsAround } from "@/components/today/drops-around";
import { DueNext } from "@/components/today/due-next";
import { Figures } from "@/components/today/figures";
import { FirstRun } from "@/components/today/first-run";
import { linesOf, ticksOf } from "@/components/today/lines";
import { Needs } from "@/components/today/needs";
import { needsOf, quietOf } from "@/components/today/needs-of";
import { NextPickups } from "@/components/today/next-pickups";
import { SellThrough } from "@/components/today/sell-through";
import s from "@/components/today/today.module.css";
import { may } from "@/lib/actor";
import { readToAccept } from "@/lib/reports/today";
import { addDays, formatDay, formatShortDay, formatTime } from "@/lib/time";
import { requireStaff } from "@/lib/web/session";

export async function generateMetadata(): Promise<Metadata> {
  await requireStaff();
  const { count } = await readToAccept();
  return { title: count > 0 ? `(${count}) Today` : "Today" };
}

export default async function TodayPage() {
  const staff = await requireStaff();
  const today = await loadToday(staff);
  const { findings, place, shop, now, focus, window } = today;
  const { locale, timezone, currency } = shop;
  const focusWords = focus === place.today ? "today" : formatShortDay(focus, locale);
  const lines = linesOf(today.drawn, today.entries, window);
  return (
    <AdminPage
      title={<h1>Today</h1>}
      beside={
        <span className={`mid ${s.when}`}>
          {formatDay(place.today, locale)}
          {today.doorWords}
        </span>
      }
    >
      <Refresh every={30} while={true} />
      {today.firstRun && (
        <FirstRun first={today.firstRun} putAway={may(staff, "settings.change") ? putFirstRunAway : null} />
      )}
      <div className={s.grid}>
        <div className={s.side}>
          <Needs
            needs={needsOf(findings)}
            quiet={quietOf(findings)}
            accept={may(staff, "orders.move") ? accept : null}
          />
          <DropsAround drops={today.drops} place={place} />
          <DueNext due={today.due} place={place} now={now} />
          <NextPickups pickups={today.pickups} today={place.today} locale={locale} />
        </div>
        <div className={s.side}>
          <Figures
            figures={today.figures}
            left={{ ...today.left, dayWords: focusWords }}
            money={{ currency, locale }}
            before={`last ${formatShortDay(addDays(place.today, -7), locale).split(" ")[0]}`}
          />
          <SellThrough
            lines={lines}
            window={window}
            ticks={ticksOf(window, shop)}
            nowWords={formatTime(now, locale, timezone)}
            dayWords={focusWords}
            clock={(at) => momentWords(new Date(at), place)}
          />
          <section className={`panel ${s.chart}`} aria-labelledby="heat">
            <header>
              <h2 id="heat">When orders come in</h2>
              <p className="meta mid">orders placed each hour, the last seven days</p>
            </header>
            <HeatMap hours={today.hours} locale={locale} />
          </section>
        </div>
      </div>
    </AdminPage>
  );
}
