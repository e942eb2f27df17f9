import { askedFilter } from "@/components/stock/ledger-address";
import { actorWords, reasonWords } from "@/components/stock/ledger-words";
import { requirePermission } from "@/lib/actor";
import { type Columns, csvResponse } from "@/lib/csv";
import { getShop } from "@/lib/settings/queries";
import { type EntryRow, streamEntries } from "@/lib/stock/ledger-queries";
import { staffRoute } from "@/lib/web/staff-route";

const columns: Columns<EntryRow> = {
  entry: (entry) => entry.id,
  at: (entry) => entry.at.toISOString(),
  sku: (entry) => entry.sku,
  variant: (entry) => entry.name,
  pickup_day: (entry) => entry.day,
  reason: (entry) => reasonWords[entry.reason] ?? entry.reason,
  note: (entry) => entry.note,
  order: (entry) => entry.orderNumber,
  cause: (entry) => entry.causeKind,
  takes_back_entry: (entry) => entry.undoesId,
  person: (entry) => actorWords(entry.actor),
  on_hand_change: (entry) => entry.onHandDelta,
  committed_change: (entry) => entry.committedDelta,
  held_change: (entry) => entry.heldDelta,
  on_hand_after: (entry) => entry.onHandAfter,
  committed_after: (entry) => entry.committedAfter,
  held_after: (entry) => entry.heldAfter,
};

/** The ledger with a filter, as CSV, newest first, written as it is read. */
export const GET = staffRoute("download the ledger", async (staff, request) => {
  requirePermission(staff, "stock.view");
  const { timezone } = await getShop();
  const { filter } = askedFilter(Object.fromEntries(new URL(request.url).searchParams), timezone);
  return csvResponse("stock-ledger.csv", columns, streamEntries(filter));
});
