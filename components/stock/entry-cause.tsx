import Link from "next/link";
import { entryWords } from "@/components/stock/ledger-words";
import type { EntryRow } from "@/lib/stock/ledger-queries";

/** What an entry says, and the way to what it follows from. */
export function EntryCause({ entry }: { entry: EntryRow }) {
  const { before, after } = entryWords(entry);
  const cause = causeOf(entry);
  return (
    <>
      {before}
      {entry.orderId && (
        <>
          {" "}
          <Link className="link" href={`/admin/orders/${entry.orderId}`}>
            {entry.orderNumber}
          </Link>{" "}
          {after}
        </>
      )}
      {cause && (
        <>
          {", "}
          <Link className="link" href={cause.href}>
            {cause.words}
          </Link>
        </>
      )}
      {entry.undoneById && <span className="quiet"> (taken back)</span>}
    </>
  );
}

function causeOf({ causeKind, causeId, undoesId, levelId }: EntryRow): { href: string; words: string } | null {
  if (undoesId) return { href: `/admin/stock/ledger?level=${levelId}#entry-${undoesId}`, words: "entry taken back" };
  if (causeKind === "plan") return { href: "/admin/plan", words: "bake plan" };
  if (causeKind === "stocktake") return { href: `/admin/stock/count/${causeId}`, words: "stocktake" };
  if (causeKind === "close") return { href: `/admin/stock/close#${causeId}`, words: "close of day" };
  return null;
}
