import type { Metadata } from "next";
import Link from "next/link";
import { undo } from "@/app/admin/stock/actions";
import { AdminPage } from "@/components/layout/admin-page";
import { askedFilter, ledgerPath } from "@/components/stock/ledger-address";
import { LedgerFilterBar } from "@/components/stock/ledger-filter";
import { LedgerTable } from "@/components/stock/ledger-table";
import { StockTabs } from "@/components/stock/stock-tabs";
import { Empty } from "@/components/ui/empty";
import { Pager } from "@/components/ui/pager";
import { may } from "@/lib/actor";
import { getShop } from "@/lib/settings/queries";
import { entriesPerPage, listEntries, listPersons, listVariantNames } from "@/lib/stock/ledger-queries";
import { readCursor, writeCursor } from "@/lib/stock/rules-of-ledger";
import { dayOf } from "@/lib/time";
import type { SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Stock ledger" };

export default async function LedgerPage({ searchParams }: { searchParams: SearchParams }) {
  const [staff, { locale, timezone }, asked] = await Promise.all([requireStaff(), getShop(), searchParams]);
  const place = { locale, timezone, today: dayOf(new Date(), timezone) };
  const { typed, filter } = askedFilter(asked, timezone);
  const after = readCursor(String(asked.after ?? ""));
  const [entries, variants, persons] = await Promise.all([
    listEntries(filter, after),
    listVariantNames(),
    listPersons(),
  ]);
  const last = entries.length === entriesPerPage ? entries.at(-1) : undefined;
  return (
    <AdminPage
      title={<h1>Stock ledger</h1>}
      far={
        <>
          <Link className="btn" href="/admin/stock/moment">
            At a past moment
          </Link>
          <a className="btn" href={`/api/staff${ledgerPath(typed)}`} download>
            Download as CSV
          </a>
        </>
      }
    >
      <StockTabs current="/admin/stock/ledger" />
      <LedgerFilterBar typed={typed} variants={variants} persons={persons} />
      {entries.length > 0 ? (
        <LedgerTable
          entries={entries}
          place={place}
          undo={{ action: undo, may: (permission) => may(staff, permission) }}
        />
      ) : (
        <Empty
          title="No entries like that."
          action={
            <Link className="btn" href="/admin/stock/ledger">
              Show all entries
            </Link>
          }
        >
          Every change of a level is written here, with its cause, and is never edited.
        </Empty>
      )}
      <Pager
        newest={after ? `/admin${ledgerPath(typed)}` : null}
        older={last ? `/admin${ledgerPath({ ...typed, after: writeCursor(last) })}` : null}
        words={{ newest: "Newest", older: "Older entries" }}
      />
    </AdminPage>
  );
}
