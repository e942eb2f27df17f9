import { paymentStatusOf } from "@/lib/orders/rules";
import type { LineSnapshot, OrderSnapshot } from "@/lib/orders/snapshot";
import type { Previous, PreviousLine } from "@/lib/orders/words-of-change";
import { timeWords } from "@/lib/pickup/rules-of-slots";

/**
 * What an edit changed, as it was before, in the words of the export. Of lines only those that changed: as they were, or with quantity 0 if
 * they are new. Empty if nothing changed.
 */
export function differenceOf(before: OrderSnapshot, after: OrderSnapshot): Previous {
  const lines = changedLines(before.lines, after.lines);
  const total = before.totalMinor;
  return {
    ...(lines.length > 0 && { lines }),
    ...(total !== after.totalMinor && { totals: { subtotal: total, total } }),
    ...(paymentStatusOf(before) !== paymentStatusOf(after) && { payment_status: paymentStatusOf(before) }),
    ...(pickupChanged(before, after) && { fulfilment: pickupOf(before) }),
    ...(differ(before.customer, after.customer) && { customer: before.customer }),
    ...(differ(before.notify, after.notify) && { notify: before.notify }),
    ...(before.note !== after.note && { note: before.note || null }),
  };
}

function pickupChanged(before: OrderSnapshot, after: OrderSnapshot): boolean {
  return before.pickupDay !== after.pickupDay || before.slot?.id !== after.slot?.id;
}

/** The day that it was for, and the time if it had one. */
function pickupOf({ pickupDay: day, slot, locale }: OrderSnapshot): NonNullable<Previous["fulfilment"]> {
  if (!slot) return { day };
  return { day, slot_start: slot.startsAt, slot_end: slot.endsAt, slot: timeWords(slot, locale) };
}

function changedLines(before: readonly LineSnapshot[], after: readonly LineSnapshot[]): PreviousLine[] {
  const now = new Map(after.map((line) => [line.id, line.quantity]));
  const known = new Set(before.map((line) => line.id));
  const changed = before.filter((line) => now.get(line.id) !== line.quantity).map(previousLine);
  const added = after
    .filter((line) => !known.has(line.id))
    .map((line) => ({ ...previousLine(line), quantity: 0, total: 0 }));
  return [...changed, ...added];
}

function previousLine(line: LineSnapshot): PreviousLine {
  const { id, sku, itemName: name, variantName: variant, quantity, unitPriceMinor, totalMinor } = line;
  return { id, sku, name, variant, quantity, unit_price: unitPriceMinor, total: totalMinor };
}

function differ(one: object, other: object): boolean {
  return JSON.stringify(Object.entries(one).sort()) !== JSON.stringify(Object.entries(other).sort());
}
