import type { Metadata } from "next";
import Link from "next/link";
import { count, receive, undo, writeOff } from "@/app/admin/stock/actions";
import { AdminPage } from "@/components/layout/admin-page";
import { DayStrip } from "@/components/stock/day-strip";
import { FindVariant } from "@/components/stock/find-variant";
import { FreshStock } from "@/components/stock/fresh-stock";
import { Ledger } from "@/components/stock/ledger";
import { ProofBadge } from "@/components/stock/proof-badge";
import s from "@/components/stock/stock.module.css";
import { StockTable } from "@/components/stock/stock-table";
import { StockTabs } from "@/components/stock/stock-tabs";
import { daysShown, groupRows, matching, openForm } from "@/components/stock/stock-view";
import { may } from "@/lib/actor";
import { listPromised } from "@/lib/orders/board-queries";
import { listPickupDays } from "@/lib/pickup/queries";
import { getShop } from "@/lib/settings/queries";
import { listEntries } from "@/lib/stock/ledger-queries";
import { findLastProof } from "@/lib/stock/proof-queries";
import { listLevels, sumDays, sumEntries } from "@/lib/stock/queries";
import { readCursor } from "@/lib/stock/rules-of-ledger";
import { addDays, dayOf, formatShortDay } from "@/lib/time";
import { findAnswer } from "@/lib/web/answer";
import { findDay, findWords, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Stock" };

type Props = { searchParams: SearchParams };

export default async function StockPage({ searchParams }: Props) {
  const [staff, shop] = await Promise.all([requireStaff(), getShop()]);
  const { locale, timezone } = shop;
  const place = { locale, timezone, today: dayOf(new Date(), timezone) };
  const days = daysShown(await listPickupDays(timezone), await findDay(searchParams, "day"));
  const day = (await findDay(searchParams, "day")) ?? days[0] ?? place.today;
  const [levels, sums, proof, promised, typed, ledgerOf, before, answer] = await Promise.all([
    listLevels(day),
    sumDays(days[0] ?? day, days.at(-1) ?? addDays(day, 1)),
    findLastProof(),
    listPromised(day),
    findWords(searchParams, "find"),
    findWords(searchParams, "ledger"),
    findWords(searchParams, "before"),
    findAnswer(),
  ]);
  const form = openForm({
    receive: await findWords(searchParams, "receive"),
    count: await findWords(searchParams, "count"),
    writeOff: await findWords(searchParams, "writeOff"),
    answer: answer?.done ? null : answer,
  });
  const groups = groupRows(matching(levels, typed));
  const shown = levels.find((level) => level.variantId === ledgerOf);
  return (
    <AdminPage
      title={<h1>Stock</h1>}
      beside={<ProofBadge proof={proof} place={place} />}
      far={
        <>
          <Link className="btn" href={`/admin/stock/many?day=${day}`}>
            Edit many
          </Link>
          <FindVariant typed={typed} day={day} />
        </>
      }
    >
      <StockTabs current="/admin/stock" />
      <FreshStock
        day={day}
        levels={levels.map(({ variantId, available, version }) => ({ variantId, available, version }))}
      />
      <DayStrip days={days} day={day} sums={sums} place={place} />
      <div className={s.two} data-ledger={shown ? true : undefined}>
        <StockTable
          key={day}
          day={day}
          dayWords={formatShortDay(day, locale)}
          typed={typed}
          groups={groups}
          promised={promised}
          form={form}
          ledgerOf={shown?.variantId ?? null}
          receive={may(staff, "stock.receive") ? receive : null}
          count={may(staff, "stock.count") ? count : null}
          writeOff={may(staff, "stock.write_off") ? writeOff : null}
        />
        {shown && (
          <Ledger
            level={shown}
            day={day}
            place={place}
            entries={shown.levelId ? await listEntries({ levelId: shown.levelId }, readCursor(before)) : []}
            sums={shown.levelId ? await sumEntries(shown.levelId) : null}
            before={before}
            undo={{ action: undo, may: (permission) => may(staff, permission) }}
          />
        )}
      </div>
    </AdminPage>
  );
}
