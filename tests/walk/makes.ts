import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { addCategory } from "@/lib/catalog/add-category";
import { hideItem } from "@/lib/catalog/hide-item";
import { dropInput } from "@/lib/catalog/input-of-drops";
import { makeDrop } from "@/lib/catalog/make-drop";
import { prepareImport } from "@/lib/catalog/prepare-import";
import { db } from "@/lib/db/client";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { newId } from "@/lib/id";
import { acceptOrder } from "@/lib/orders/accept-order";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import type { Role } from "@/lib/permission";
import { seal } from "@/lib/secrets";
import { getShop } from "@/lib/settings/queries";
import { addStaffMember } from "@/lib/staff/add-staff-member";
import { invite } from "@/lib/staff/invite";
import { removeStaffMember } from "@/lib/staff/remove-staff-member";
import { newTotpSecret } from "@/lib/staff/totp";
import { openStocktake } from "@/lib/stock/open-stocktake";
import { receiveStock } from "@/lib/stock/receive-stock";
import { recordCount } from "@/lib/stock/record-count";
import { buy, fillCart, stock, submit, tomorrow } from "@/tests/support/shop";
import { join } from "@/tests/support/waiting";
import { password, type World } from "@/tests/walk/world";

/** What doors are knocked at with: something fresh each time, so that the order of the walk does not matter. */

const walk = { kind: "system", name: "walk" } as const;
let made = 0;
/** Counts on, for what has to differ from the time before. */
export const another = () => ++made;

/** An order that somebody placed, moved on as far as is asked. */
export async function anOrder({ loaf }: World, as: "placed" | "accepted" | "ready" = "placed"): Promise<string> {
  const { id } = await buy(loaf);
  if (as !== "placed") await acceptOrder(walk, { orderId: id });
  if (as === "ready") await markOrderReady(walk, { orderId: id });
  return id;
}

/** An order that one of the staff just accepted, so that it can be undone. */
export async function aMovedOrder(world: World): Promise<string> {
  const id = await anOrder(world);
  await acceptOrder(world.staff.staff, { orderId: id });
  return id;
}

/** A mail about an order that was given up. */
export async function aDeadDelivery(world: World, state: "dead" | "unknown" = "dead"): Promise<string> {
  const orderId = await anOrder(world);
  const event = await db().event.findFirstOrThrow({ where: { orderId }, select: { id: true } });
  await planDeliveries(event.id);
  const where = { eventId: event.id, channel: "email" } as const;
  const { id } = await db().delivery.findFirstOrThrow({ where, select: { id: true } });
  await db().delivery.update({ where: { id }, data: { state, nextAttemptAt: null }, select: { id: true } });
  return id;
}

/** A webhook that nobody listens at. It hears of nothing that the walk does. */
export async function aDestination({ paused = false } = {}): Promise<string> {
  const id = newId("dst");
  const sealedSecret = seal(`whsec_${Buffer.alloc(32, "w").toString("base64")}`);
  const place = {
    id,
    name: `Screen ${another()}`,
    address: "http://127.0.0.1:9/",
    sealedSecret,
    events: ["order.never"],
  };
  await db().destination.create({ data: { ...place, ...(paused && { pausedAt: new Date() }) }, select: { id: true } });
  return id;
}

/** Someone else on the staff, with a session and a second factor. */
export async function aColleague(role: Role = "staff"): Promise<{ staffId: string; sessionId: string }> {
  const name = `Colleague ${another()}`;
  const staffId = await addStaffMember(walk, { name, email: `colleague-${made}@example.org`, role, password });
  const factor = { sealedTotp: seal(newTotpSecret()), totpSince: new Date() };
  await db().staffMember.update({ where: { id: staffId }, data: factor, select: { id: true } });
  const sessionId = newId("ses");
  await db().session.create({ data: { id: sessionId, staffId, expiresAt: new Date(Date.now() + 3_600_000) } });
  return { staffId, sessionId };
}

/** Someone who is no longer on the staff. */
export async function aFormerColleague(): Promise<string> {
  const { staffId } = await aColleague();
  await removeStaffMember(walk, { staffId });
  return staffId;
}

/** An invite that is out. */
export async function anInvite(): Promise<string> {
  const email = `invited-${another()}@example.org`;
  await invite(walk, { email, role: "staff" });
  const { id } = await db().staffLink.findFirstOrThrow({ where: { email }, select: { id: true } });
  return id;
}

/** A stock entry that can be taken back. */
export async function anEntry({ loaf }: World): Promise<string> {
  await receiveStock(walk, { variantId: loaf.variantId, day: tomorrow, quantity: 1, note: "To be taken back" });
  const where = { levelId: loaf.levelId, reason: "received" } as const;
  const { id } = await db().stockEntry.findFirstOrThrow({ where, orderBy: { id: "desc" }, select: { id: true } });
  return String(id);
}

export const anEmail = () => `new-${another()}@example.org`;

/** An item in the shop's one category, hidden, with a variant and a level. */
export async function anItem({
  hidden = false,
  archived = false,
} = {}): Promise<{ itemId: string; variantId: string }> {
  const { variantId } = await stock(1);
  const { itemId } = await db().variant.findUniqueOrThrow({ where: { id: variantId }, select: { itemId: true } });
  if (hidden) await hideItem(walk, { itemId });
  if (archived) {
    const gone = { hiddenAt: new Date(), archivedAt: new Date() };
    await db().item.update({ where: { id: itemId }, data: gone, select: { id: true } });
    await db().variant.update({ where: { id: variantId }, data: gone, select: { id: true } });
  }
  return { itemId, variantId };
}

/** What is typed of a drop. */
export async function aDropForm(): Promise<Record<string, string>> {
  const { itemId } = await anItem();
  return {
    name: `Drop ${another()}`,
    starts: "2031-05-03T09:00",
    ends: "",
    tellMinutes: "0",
    [`item:${itemId}`]: "on",
  };
}

/** A drop that is still to come, or has begun. */
export async function aDrop({ begun = false } = {}): Promise<string> {
  const id = await makeDrop(walk, dropInput.parse(await aDropForm()));
  if (begun) await db().drop.update({ where: { id }, data: { startsAt: new Date(Date.now() - 60_000) } });
  return id;
}

/** A category with nothing in it. */
export async function aCategory(): Promise<string> {
  return addCategory(walk, { name: `Category ${another()}`, note: "" });
}

/** What is typed of an item, with one variant. */
export async function itemForm(key = newId("var").slice(4)): Promise<Record<string, string>> {
  const { id } = await db().category.findFirstOrThrow({ select: { id: true } });
  const { currency } = await getShop();
  const variant = { name: "Whole", price: currency === "JPY" ? "480" : "4.80", fresh: "on" };
  const row = Object.entries(variant).map(([name, value]) => [`variant.${key}.${name}`, value]);
  return { name: `Bake ${another()}`, stock: "keeps", categoryId: id, currency, rows: key, ...Object.fromEntries(row) };
}

/** A file with one new item, as another shop system writes it. */
export function itemsFile(): string {
  const name = `walk-${another()}`;
  const heads = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Status";
  return `${heads}\n${name},${name},Title,Default Title,${name},4.80,active\n`;
}

/** An import that was read and waits to be confirmed. */
export function anImport(): Promise<string> {
  const chunks = [new TextEncoder().encode(itemsFile())];
  return prepareImport(walk, { name: "items.csv", body: Readable.from(chunks) });
}

/** A stocktake of tomorrow in which one variant was counted. */
export async function aStocktake({ loaf }: World): Promise<string> {
  const stocktakeId = await openStocktake(walk, { day: tomorrow, categoryId: null, name: `Count ${another()}` });
  const counted = { stocktakeId, variantId: loaf.variantId, counted: 4_000 + another(), key: randomUUID() };
  await recordCount(walk, counted);
  return stocktakeId;
}

/** An order of somebody who ordered nothing else, completed, with nothing left to be told. */
export async function aSettledOrder({ loaf }: World): Promise<string> {
  const cart = await fillCart([{ variantId: loaf.variantId, quantity: 1 }]);
  const person = { name: `Ann ${another()}`, email: anEmail(), phone: "" };
  const { id: orderId } = await submit(cart, { customer: person });
  await cancelOrder(walk, { orderId, reason: "The oven is out." });
  await db().event.updateMany({ where: { orderId, dispatchedAt: null }, data: { dispatchedAt: new Date() } });
  return orderId;
}

/** Somebody who is second in line for something. */
export async function aPlaceInLine(): Promise<string> {
  const loaf = await stock(0);
  await join(loaf, { contact: `first-${another()}@walk.example` });
  const token = await join(loaf, { contact: `second-${another()}@walk.example` });
  return (await db().waitingPlace.findUniqueOrThrow({ where: { token }, select: { id: true } })).id;
}

/** A place in line of somebody to whom no message is about to go. */
export async function aToldPlace(): Promise<string> {
  const id = await aPlaceInLine();
  await db().event.updateMany({ where: { subjectId: id }, data: { dispatchedAt: new Date() } });
  return id;
}

/** A pickup time far ahead, closed or not. */
export async function aSlot(closed: boolean): Promise<string> {
  const id = newId("slt");
  const startsAt = new Date(Date.parse("2031-01-01T00:00:00Z") + another() * 3_600_000);
  const endsAt = new Date(startsAt.getTime() + 3_600_000);
  const times = { startsAt, endsAt, chooseUntil: startsAt, startsMinute: 0, endsMinute: 60 };
  await db().pickupSlot.create({
    data: {
      id,
      day: new Date("2031-01-01"),
      ...times,
      capacity: 5,
      plannedCapacity: 5,
      closedAt: closed ? new Date() : null,
    },
  });
  return id;
}
