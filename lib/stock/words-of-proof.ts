import type { Day } from "@/lib/time";

/** One row of the books that disagrees with another. Counts in units. */
export type ProofRow = {
  check:
    | "sum"
    | "last"
    | "promised"
    | "balance"
    | "order"
    | "no_level"
    | "slot"
    | "slot_day"
    | "order_work"
    | "line"
    | "offer";
  levelId: string | null;
  variantId: string | null;
  name: string;
  sku: string | null;
  day: Day | null;
  counter: "on hand" | "committed" | "held" | null;
  expected: number | null;
  found: number | null;
  entryId: string | null;
  orderId: string | null;
  orderName: string | null;
};

/** What a row of the proof says, in words: what stands in the books, and what should. */
export function proofWords(row: ProofRow): string {
  const { counter, expected, found, entryId, orderName } = row;
  if (row.check === "slot" || row.check === "slot_day" || row.check === "order_work") return timeWords(row);
  if (row.check === "line") return `${found} are counted as waiting for it, but there are ${expected} in line.`;
  if (row.check === "offer") return `Those in line were offered ${expected} of which nothing is kept for them.`;
  if (row.check === "sum") return `${upper(counter)} is ${found}, but the sum of its entries is ${expected}.`;
  if (row.check === "last") return `${upper(counter)} is ${found}, but its last entry says ${expected}.`;
  if (row.check === "promised")
    return `${upper(counter)} is ${found}, but ${counter === "held" ? "holds" : "open orders"} need ${expected}.`;
  if (row.check === "balance") return `Entry ${entryId}: its balance does not follow from the entry before it.`;
  if (row.check === "order")
    return `Order ${orderName} needs ${found}, but the ledger says that it was promised ${expected}.`;
  return orderName
    ? `Order ${orderName} needs ${expected} of ${row.sku}, for which there is no level.`
    : `${expected} entries belong to a level that is not there.`;
}

function timeWords({ check, sku: when, expected, found, orderName }: ProofRow): string {
  if (check === "order_work")
    return `Order ${orderName} takes ${found} work units of its pickup time, but its lines come to ${expected}.`;
  if (check === "slot_day") return `The times of ${when} have taken ${expected} work units, but the day says ${found}.`;
  return `The pickup time of ${when} UTC has taken ${found} work units, but its orders come to ${expected}.`;
}

function upper(counter: ProofRow["counter"]): string {
  return counter ? counter[0]?.toUpperCase() + counter.slice(1) : "";
}
