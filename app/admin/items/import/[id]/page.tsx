import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { staffPage } from "@/app/admin/staff-page";
import { ImportHead } from "@/components/catalog/import/import-head";
import { ImportLines } from "@/components/catalog/import/import-lines";
import { momentWords } from "@/components/layout/admin-clock";
import { AdminPage } from "@/components/layout/admin-page";
import { Empty } from "@/components/ui/empty";
import { Pager } from "@/components/ui/pager";
import { Segments } from "@/components/ui/tabs";
import { Toolbar } from "@/components/ui/toolbar";
import type { PlanKind } from "@/lib/catalog/import/planned";
import { findImport, type ImportCounts, listImportItems } from "@/lib/catalog/import-queries";
import { getShop } from "@/lib/settings/queries";
import { dayOf } from "@/lib/time";
import { findWords, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "What this file would do" };

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams };

const kinds: readonly { kind: PlanKind; words: string }[] = [
  { kind: "refused", words: "Left out" },
  { kind: "changed", words: "Changed" },
  { kind: "new", words: "New" },
  { kind: "same", words: "The same" },
];

export default staffPage(async function ImportedPage({ params, searchParams }: Props) {
  await requireStaff("catalog.import");
  const [{ id }, shop, asked, after] = await Promise.all([
    params,
    getShop(),
    findWords(searchParams, "kind"),
    findWords(searchParams, "after"),
  ]);
  const summary = await findImport(id);
  if (!summary) notFound();
  const kind = kinds.find((each) => each.kind === asked)?.kind ?? firstOf(summary.counts);
  const path = `/admin/items/import/${id}?kind=${kind}`;
  const { lines, next } = await listImportItems(id, {
    kind,
    after: /^\d{1,6}$/.test(after) ? Number(after) : undefined,
  });
  const place = { locale: shop.locale, timezone: shop.timezone, today: dayOf(new Date(), shop.timezone) };
  return (
    <AdminPage
      title={<h1>{summary.fileName}</h1>}
      beside={
        <span className="mid">
          {summary.format === "shopify" ? "Shopify’s file" : "Your own file"}, {summary.rows} rows
        </span>
      }
      far={
        <Link className="btn" href="/admin/items/import">
          Another file
        </Link>
      }
    >
      <ImportHead summary={summary} when={summary.appliedAt ? momentWords(summary.appliedAt, place) : ""} />
      <Toolbar label="Which items of the file">
        <Segments
          label="Result"
          of={kinds.map((each) => ({
            href: `/admin/items/import/${id}?kind=${each.kind}`,
            words: each.words,
            current: each.kind === kind,
            count: summary.counts[each.kind],
          }))}
        />
        <span className="push" />
        <a className="btn" href={`/api/staff/catalogue/import/${id}/report`} download>
          Report as CSV
        </a>
      </Toolbar>
      {lines.length > 0 ? (
        <ImportLines lines={lines} kind={kind} applied={summary.appliedAt !== null} />
      ) : (
        <Empty title="None of this kind." />
      )}
      <Pager
        newest={after ? path : null}
        older={next === null ? null : `${path}&after=${next}`}
        words={{ newest: "First", older: "More" }}
      />
    </AdminPage>
  );
});

/** What needs a look first. */
function firstOf(counts: ImportCounts): PlanKind {
  return kinds.find(({ kind }) => counts[kind] > 0)?.kind ?? "same";
}
