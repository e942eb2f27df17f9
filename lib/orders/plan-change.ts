import { fullName } from "@/lib/catalog/rules";
import { newId } from "@/lib/id";
import { totalOf } from "@/lib/money";
import type { ChangeOrderInput } from "@/lib/orders/change-input";
import { limits } from "@/lib/orders/input";
import type { Offer, OfferedVariant } from "@/lib/orders/offer";
import { type LimitedLine, refuse } from "@/lib/orders/refusals";
import type { LineSnapshot, OrderSnapshot } from "@/lib/orders/snapshot";
import { refuseCommon } from "@/lib/refusal";
import type { Day } from "@/lib/time";

/** A line with the day of the level that its units are taken from, null for goods that keep, and what one takes of a slot. */
export type StockedLine = LineSnapshot & { stockDay: Day | null; workUnits: number };

/** An order's lines after a change, and the lines of before whose removed units are thrown away. */
export type PlannedLines = { lines: StockedLine[]; writtenOff: string[] };

/**
 * The lines that a change leads to. Lines that stay keep their copied names and prices; what is added takes today's, and joins a line of the
 * same variant and price. All move to the new day, but goods that keep, which have none.
 * Refuses `not_found`, `not_on_sale` for what is added, `order_emptied`, `total_too_large`.
 */
export function planLines(
  before: readonly StockedLine[],
  input: Pick<ChangeOrderInput, "lines" | "added">,
  offer: Offer,
): PlannedLines {
  const changes = new Map((input.lines ?? []).map((change) => [change.lineId, change]));
  if ([...changes.keys()].some((id) => !before.some((line) => line.id === id)))
    refuseCommon("not_found", { what: "line" });
  const kept = before.map((line) => {
    const stockDay = line.stockDay === null ? null : offer.day;
    return withQuantity({ ...line, stockDay }, changes.get(line.id)?.quantity ?? line.quantity);
  });
  const lines = addTo(kept, input.added ?? [], offer).filter((line) => line.quantity > 0);
  if (lines.length === 0) refuse("order_emptied", {});
  checkSize(lines);
  const writtenOff = before.filter(({ id, quantity }) => {
    const change = changes.get(id);
    return change?.writtenOff && change.quantity < quantity;
  });
  return { lines, writtenOff: writtenOff.map((line) => line.id) };
}

/** The variants of which there are more than before, and more than one order may hold. */
export function passedInOrder(
  before: readonly LineSnapshot[],
  after: readonly LineSnapshot[],
  offer: Offer,
): LimitedLine[] {
  const units = (lines: readonly LineSnapshot[], variantId: string) =>
    lines.reduce((sum, line) => sum + (line.variantId === variantId ? line.quantity : 0), 0);
  return offer.variants.flatMap((variant) => {
    const { variantId, limitPerOrder: limit } = variant;
    const requested = units(after, variantId);
    const passed = limit !== null && requested > limit && requested > units(before, variantId);
    return passed ? [{ ...named(variant), requested, limit }] : [];
  });
}

type Addition = { variantId: string; quantity: number };

function addTo(kept: readonly StockedLine[], added: readonly Addition[], offer: Offer): StockedLine[] {
  const lines = [...kept];
  const found = added.map((addition) => ({ addition, variant: offer.variants.find(isOf(addition)) }));
  const missing = found.flatMap(({ addition: { variantId }, variant }) => {
    if (!variant) return [{ variantId, sku: "", name: "Something that was added" }];
    return variant.hidden && !kept.some(isOf({ variantId })) ? [named(variant)] : [];
  });
  if (missing.length > 0) refuse("not_on_sale", { lines: missing });
  for (const { addition, variant } of found) {
    if (!variant) continue;
    const at = lines.findIndex((line) => isOf(addition)(line) && line.unitPriceMinor === variant.priceMinor);
    const line = lines[at];
    if (line) lines[at] = withQuantity(line, line.quantity + addition.quantity);
    else lines.push(newLine(variant, addition.quantity, offer.day));
  }
  return lines;
}

function isOf({ variantId }: { variantId: string }) {
  return (other: { variantId: string }) => other.variantId === variantId;
}

function newLine(variant: OfferedVariant, quantity: number, day: Day): StockedLine {
  const { sku, itemId, itemSlug, variantId, itemName, variantName, photo, priceMinor, workUnits } = variant;
  const line = { id: newId("lin"), sku, itemId, itemSlug, variantId, itemName, variantName, photo };
  const stockDay = variant.keeps ? null : day;
  return withQuantity({ ...line, quantity, unitPriceMinor: priceMinor, totalMinor: 0, stockDay, workUnits }, quantity);
}

function withQuantity(line: StockedLine, quantity: number): StockedLine {
  return { ...line, quantity, totalMinor: line.unitPriceMinor * quantity };
}

const largestInteger = 2_147_483_647;

function checkSize(lines: readonly StockedLine[]): void {
  if (lines.length > limits.lines || totalOf(lines) > largestInteger) refuse("total_too_large", {});
}

function named({ variantId, sku, itemName, variantName }: OfferedVariant) {
  return { variantId, sku, name: fullName(itemName, variantName) };
}

/** Lines without what only the stock and the slots know. */
export function toSnapshots(lines: readonly StockedLine[]): OrderSnapshot["lines"] {
  return lines.map(({ stockDay: _, workUnits: __, ...line }) => line);
}
