import { db } from "@/lib/db/client";
import { newCartId, newId } from "@/lib/id";
import type { OrderRequest } from "@/lib/orders/order-request";
import { placeOrder } from "@/lib/orders/place-order";
import { addDays, type Day, dayOf, toDate } from "@/lib/time";

export const customer = { kind: "customer" } as const;
export const owner = { kind: "staff", id: "stf_owner", name: "Olive Owner", role: "owner" } as const;
export const manager = { kind: "staff", id: "stf_manager", name: "Max Manager", role: "manager" } as const;
export const counter = { kind: "staff", id: "stf_counter", name: "Robin Counter", role: "staff" } as const;

/** Tomorrow: a day that can always be ordered for in the shop of `openShop`. */
export const tomorrow: Day = addDays(dayOf(new Date(), "Europe/London"), 1);

/** A shop that is open every day and takes orders until midnight. Call it once in a database. */
export async function openShop(): Promise<void> {
  await db().shop.create({ data: { name: "Test Bakery", email: "orders@test.example" } });
  const hours = { opensMinute: 480, closesMinute: 780, orderDaysBefore: 0, orderByMinute: 1440 };
  await db().openingHours.createMany({ data: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, ...hours })) });
  await db().category.create({ data: { id: newId("cat"), slug: "bread", name: "Bread", position: 1 } });
}

export type Stocked = { variantId: string; levelId: string; sku: string };

let made = 0;

/** An item with one variant and a level for tomorrow (or without a day), received through the ledger. */
export async function stock(
  onHand: number,
  { priceMinor = 450, keeps = false, limitPerOrder = null as number | null } = {},
): Promise<Stocked> {
  made += 1;
  const [itemId, variantId, levelId, sku] = [newId("itm"), newId("var"), newId("lvl"), `SKU-${made}`];
  const category = await db().category.findFirstOrThrow({ select: { id: true } });
  await db().item.create({
    data: { id: itemId, slug: `item-${made}`, name: `Loaf ${made}`, categoryId: category.id, position: made, keeps },
  });
  await db().variant.create({
    data: { id: variantId, itemId, sku, size: "800 g", priceMinor, limitPerOrder, position: 1 },
  });
  await db().stockLevel.create({ data: { id: levelId, variantId, day: keeps ? null : toDate(tomorrow), onHand } });
  if (onHand > 0) {
    const after = { onHandAfter: onHand, committedAfter: 0, heldAfter: 0 };
    await db().stockEntry.create({
      data: { levelId, onHandDelta: onHand, ...after, reason: "received", actor: { kind: "system" }, at: new Date() },
    });
  }
  return { variantId, levelId, sku };
}

/** A web cart that holds some of each. */
export async function fillCart(
  lines: readonly { variantId: string; quantity: number }[],
  day: Day = tomorrow,
): Promise<string> {
  const id = newCartId();
  await db().cart.create({
    data: { id, day: toDate(day), lines: lines.map((line) => ({ ...line, seenPriceMinor: 450 })) },
  });
  return id;
}

/** What a customer types. */
export const contact = {
  customer: { name: "Maya Lindqvist", email: "maya@example.org", phone: "+447700900148" },
  notify: { email: true, text: false },
  note: "",
  expectedTotalMinor: undefined,
};

/** A customer submits a cart. */
export function submit(cartId: string, typed: Partial<typeof contact> = {}) {
  return placeOrder(customer, { ...contact, ...typed, key: { cartId } });
}

/** A fresh customer orders some of a variant. */
export async function buy(variant: Stocked, quantity = 1) {
  return submit(await fillCart([{ variantId: variant.variantId, quantity }]));
}

/** The API's request for the same. */
export function apiRequest(
  apiKey: string,
  lines: readonly { sku: string; quantity: number }[],
  contentHash = "hash",
): OrderRequest {
  return { ...contact, key: { apiKey, contentHash }, day: tomorrow, lines: [...lines] };
}

const mostTries = 20;

/** As a customer does who is asked to come again since the shop is busy: nothing has happened, and they do. */
export async function untilServed<Value>(command: () => Promise<Value>): Promise<Value> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await command();
    } catch (error) {
      if ((error as { code?: string }).code !== "busy" || tries === mostTries) throw error;
    }
  }
}

/** Runs everything at once and sorts the outcomes: values, and errors by their code or name. */
export async function settle<Value>(
  work: Promise<Value>[],
): Promise<{ values: Value[]; errors: Record<string, number> }> {
  const values: Value[] = [];
  const errors: Record<string, number> = {};
  for (const result of await Promise.allSettled(work)) {
    if (result.status === "fulfilled") values.push(result.value);
    else errors[codeOf(result.reason)] = (errors[codeOf(result.reason)] ?? 0) + 1;
  }
  return { values, errors };
}

/** A level's counters. */
export function readLevel(levelId: string) {
  return db().stockLevel.findUniqueOrThrow({
    where: { id: levelId },
    select: { onHand: true, committed: true, held: true, version: true },
  });
}

function codeOf(error: unknown): string {
  const { code, name } = error as { code?: string; name?: string };
  return code ?? name ?? "unknown";
}
