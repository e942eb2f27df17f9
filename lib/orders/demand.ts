import { fullName } from "@/lib/catalog/rules";
import { lockTimeoutMs } from "@/lib/db/client";
import { totalOf } from "@/lib/money";
import type { Offer, OfferedVariant } from "@/lib/orders/offer";
import { refuse, type ShortLine } from "@/lib/orders/refusals";
import { refuseUnlessTaking } from "@/lib/orders/require-taking";

export type WantedLine = { quantity: number } & ({ variantId: string } | { sku: string });

/** A line of the order to be: a variant as it is offered, and how many of it. Two lines of one variant are one demand. */
export type Demand = OfferedVariant & { quantity: number };

/** The variants that lines name, by id or by SKU. */
export function wantedIn(lines: readonly WantedLine[]): { ids: string[]; skus: string[] } {
  return {
    ids: lines.flatMap((line) => ("variantId" in line ? line.variantId : [])),
    skus: lines.flatMap((line) => ("sku" in line ? line.sku : [])),
  };
}

/** Sums what is wanted per variant, in the order first named. Refuses `unknown_sku`, and `not_on_sale` for an id that is gone. */
export function sumDemand(wanted: readonly WantedLine[], offer: Offer): Demand[] {
  const bySku = new Map(offer.variants.map((variant) => [variant.sku, variant]));
  const byId = new Map(offer.variants.map((variant) => [variant.variantId, variant]));
  const sums = new Map<OfferedVariant, number>();
  const unknown: string[] = [];
  for (const line of wanted) {
    const variant = "sku" in line ? bySku.get(line.sku) : byId.get(line.variantId);
    if (variant) sums.set(variant, (sums.get(variant) ?? 0) + line.quantity);
    else unknown.push("sku" in line ? line.sku : line.variantId);
  }
  if (unknown.length > 0) refuseUnknown(wanted, unknown);
  return [...sums].map(([variant, quantity]) => ({ ...variant, quantity }));
}

/** `lifted`: limits do not bind this once. `anew`: the clock said no when an order was about to be stored, so what has not begun is refused however near it is. */
type Asking = { expectedTotalMinor: number | undefined; lifted?: boolean; anew?: boolean };

/**
 * Refuses what an offer cannot be ordered for at all: `cart_empty`, `shop_closed`, `paused`, `day_closed`, `not_on_sale`, `not_yet`,
 * `limit_passed`, `total_too_large`, `price_changed`. Each refusal names every line that it is about.
 */
export function checkTerms(
  demand: readonly Demand[],
  offer: Offer,
  { expectedTotalMinor, lifted = false, anew = false }: Asking,
): void {
  if (demand.length === 0) refuse("cart_empty", {});
  refuseUnlessTaking(offer);
  if (!offer.dayOpen) refuse("day_closed", { day: offer.day });
  const hidden = demand.filter((line) => line.hidden);
  if (hidden.length > 0) refuse("not_on_sale", { lines: hidden.map(named) });
  checkBegun(demand, offer, anew ? 0 : patienceMs);
  if (!lifted) checkLimits(demand);
  checkTotal(demand, expectedTotalMinor);
}

/** An order that waits for its locks meets a later instant than its offer was read at; it waits no longer than this. */
const patienceMs = lockTimeoutMs + 2_000;

/**
 * Refuses `not_yet` for items of drops that begin more than some milliseconds after the offer was read. What begins sooner may have begun when
 * the order is stored: the statement that stores it decides.
 */
function checkBegun(demand: readonly Demand[], { readAt, locale, timezone }: Offer, withinMs: number): void {
  const early = demand.filter((line) => line.opensAt !== null && line.opensAt > readAt + withinMs);
  if (early.length === 0) return;
  const opensAt = Math.max(...early.map((line) => line.opensAt ?? 0));
  refuse("not_yet", { lines: early.map(named), opensAt, now: readAt, locale, timezone });
}

/** The lines that ask for more than is available. */
export function shortages(demand: readonly Demand[], availableOf: (line: Demand) => number): ShortLine[] {
  return demand
    .map((line) => ({ ...named(line), requested: line.quantity, available: Math.max(0, availableOf(line)) }))
    .filter((line) => line.requested > line.available);
}

/** Work units that a demand takes of a pickup slot. */
export function workOfDemand(demand: readonly Pick<Demand, "quantity" | "workUnits">[]): number {
  return demand.reduce((sum, { quantity, workUnits }) => sum + quantity * workUnits, 0);
}

/** The total of a demand in minor units. */
export function totalOfDemand(demand: readonly Demand[]): number {
  return totalOf(demand.map(({ priceMinor, quantity }) => ({ unitPriceMinor: priceMinor, quantity })));
}

function checkLimits(demand: readonly Demand[]): void {
  const passed = demand.flatMap((line) =>
    line.limitPerOrder !== null && line.quantity > line.limitPerOrder
      ? [{ ...named(line), requested: line.quantity, limit: line.limitPerOrder }]
      : [],
  );
  if (passed.length > 0) refuse("limit_passed", { lines: passed });
}

const largestInteger = 2_147_483_647;

function checkTotal(demand: readonly Demand[], expectedTotalMinor: number | undefined): void {
  const totalMinor = totalOfDemand(demand);
  if (totalMinor > largestInteger || demand.some((line) => line.quantity > largestInteger))
    refuse("total_too_large", {});
  if (expectedTotalMinor !== undefined && expectedTotalMinor !== totalMinor)
    refuse("price_changed", { totalMinor, expectedTotalMinor });
}

function refuseUnknown(wanted: readonly WantedLine[], unknown: string[]): never {
  if (wanted.some((line) => "sku" in line)) return refuse("unknown_sku", { skus: [...new Set(unknown)].slice(0, 50) });
  return refuse("not_on_sale", {
    lines: unknown.map((variantId) => ({ variantId, sku: "", name: "Something in your cart" })),
  });
}

function named(line: Demand) {
  return { variantId: line.variantId, sku: line.sku, name: fullName(line.itemName, line.variantName) };
}
