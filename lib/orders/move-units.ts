import { fullName } from "@/lib/catalog/rules";
import { findUnopened } from "@/lib/catalog/unopened";
import type { Tx } from "@/lib/db/transaction";
import { changeUnits, type Doing, type UnitsChange } from "@/lib/orders/change-units";
import type { PlannedLines, StockedLine } from "@/lib/orders/plan-change";
import { refuse, type ShortLine } from "@/lib/orders/refusals";
import { lockForCart, takeableIn } from "@/lib/stock/lock-current";
import { takeOffers } from "@/lib/stock/take-offers";
import type { Day } from "@/lib/time";

/** What an edit asks of one level: units had before, to be had after, and thrown away. */
type Asked = {
  variantId: string;
  day: Day | null;
  sku: string;
  name: string;
  had: number;
  wanted: number;
  thrown: number;
};
/** `held`: units of it that the cart which is added keeps, and that become the order's. They are among the available. */
type Found = Asked & { levelId: string; available: number; held: number };

/**
 * Moves the difference between an order's old and new lines in stock: old and new levels locked together, in the order of their ids. What is
 * taken off goes back to its level or is thrown away. What the cart that is added keeps, locked, becomes the order's. Refuses `out_of_stock` with
 * every short line, and `not_yet` for more of what a drop will bring.
 */
export async function moveUnits(doing: Doing, before: readonly StockedLine[], planned: PlannedLines): Promise<void> {
  const asked = askedOf(before, planned);
  const found = await lockAsked(doing, asked.filter(changes));
  const lines = found.flatMap(shortOf);
  if (lines.length > 0) refuse("out_of_stock", { lines });
  await refuseUnopened(doing.tx, found);
  await spendHolds(doing, found);
  await changeUnits(doing, found.flatMap(changesOf));
}

/** More of what a drop will bring is not to be had before it begins, by no door; asked under the levels' lock. */
async function refuseUnopened(tx: Tx, found: readonly Found[]): Promise<void> {
  const grown = found.filter(({ had, wanted }) => wanted > had);
  if (grown.length === 0) return;
  const unopened = await findUnopened(
    tx,
    grown.map(({ variantId }) => variantId),
  );
  if (!unopened) return;
  const { variantIds, ...rest } = unopened;
  const lines = grown.filter(({ variantId }) => variantIds.includes(variantId));
  refuse("not_yet", { ...rest, lines: lines.map(({ variantId, sku, name }) => ({ variantId, sku, name })) });
}

function askedOf(before: readonly StockedLine[], { lines, writtenOff }: PlannedLines): Asked[] {
  const asked = new Map<string, Asked>();
  const at = (line: StockedLine): Asked => {
    const { variantId, stockDay: day, sku } = line;
    const key = `${variantId} ${day ?? ""}`;
    const name = fullName(line.itemName, line.variantName);
    const known = asked.get(key) ?? { variantId, day, sku, name, had: 0, wanted: 0, thrown: 0 };
    asked.set(key, known);
    return known;
  };
  const left = new Map(lines.map((line) => [line.id, line.quantity]));
  for (const line of before) {
    at(line).had += line.quantity;
    if (writtenOff.includes(line.id)) at(line).thrown += line.quantity - (left.get(line.id) ?? 0);
  }
  for (const line of lines) at(line).wanted += line.quantity;
  return [...asked.values()];
}

function changes({ had, wanted, thrown }: Asked): boolean {
  return had !== wanted || thrown > 0;
}

/** A level that was never planned has nothing to give; one that units were taken from is there. */
async function lockAsked({ tx, cartId }: Doing, asked: readonly Asked[]): Promise<Found[]> {
  const ids = await tx.$queryRaw<{ id: string; index: number }[]>`
    SELECT l.id, a.index FROM jsonb_to_recordset(${JSON.stringify(asked.map((one, index) => ({ ...one, index })))}::jsonb)
           AS a(index int, "variantId" text, day date)
      JOIN stock_levels l ON l.variant_id = a."variantId" AND l.day IS NOT DISTINCT FROM a.day`;
  const locked = await lockForCart(
    tx,
    ids.map(({ id }) => id),
    cartId ?? null,
  );
  const levels = new Map(locked.levels.map((level) => [level.id, level]));
  const idOf = new Map(ids.map(({ id, index }) => [index, id]));
  return asked.map((one, index) => {
    const level = levels.get(idOf.get(index) ?? "");
    const held = locked.own.get(level?.id ?? "") ?? 0;
    return { ...one, levelId: level?.id ?? "", available: level ? takeableIn(level) + held : 0, held };
  });
}

/** Before anything comes free: what the cart was offered is the order's then, and is not offered again. */
async function spendHolds({ tx, cartId, order }: Doing, found: readonly Found[]): Promise<void> {
  if (!cartId) return;
  const levelIds = found.map(({ levelId }) => levelId);
  await tx.hold.deleteMany({ where: { cartId, levelId: { in: levelIds } } });
  await takeOffers(tx, { cartId, levelIds, orderId: order.id });
}

/** What the order holds of a level already counts among what it can have. */
function shortOf({ variantId, sku, name, had, wanted, thrown, available }: Found): ShortLine[] {
  const kept = had - thrown;
  if (wanted - kept <= available) return [];
  const most = Math.max(0, available) + kept;
  return [{ variantId, sku, name, requested: wanted, available: most, ...(kept > 0 && { kept }) }];
}

function changesOf({ levelId, had, wanted, thrown, held }: Found): UnitsChange[] {
  return [
    { levelId, reason: "order_changed", onHand: 0, committed: wanted - (had - thrown), held: -held },
    { levelId, reason: "written_off", onHand: -thrown, committed: -thrown },
  ];
}
