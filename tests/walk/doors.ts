import { randomUUID } from "node:crypto";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/id";
import { listTickets } from "@/lib/orders/ticket-queries";
import type { Permission } from "@/lib/permission";
import { emptyWord } from "@/lib/settings/rules-of-emptying";
import { addDays, dayOf, toDate, weekdayOf } from "@/lib/time";
import { tomorrow } from "@/tests/support/shop";
import type { Sent } from "@/tests/walk/knock";
import {
  aCategory,
  aColleague,
  aDeadDelivery,
  aDestination,
  aDrop,
  aDropForm,
  aFormerColleague,
  aMovedOrder,
  anEmail,
  anEntry,
  anInvite,
  anItem,
  anOrder,
  another,
  aPlaceInLine,
  aSettledOrder,
  aSlot,
  aStocktake,
  aToldPlace,
  itemForm,
} from "@/tests/walk/makes";
import { password, type World } from "@/tests/walk/world";

/** `member`: everyone on the staff, for their own account. `setting-up`: also who is kept out only because they have no second factor. */
export type Needs = Permission | "member" | "setting-up";

/**
 * A server action: what it needs, and something that would change the shop if it were let through. `idle`: why it changes nothing here.
 * `unlogged`: why the audit log has no line of it.
 */
export type Door = { needs: Needs; send: (world: World) => Promise<Sent> | Sent; idle?: string; unlogged?: string };

/** Open to everyone by their nature: they take no permission, and have tests of their own. */
export const openDoors: Readonly<Record<string, string>> = {
  "app/(shop)/actions.ts add": "a customer's cart",
  "app/(shop)/actions.ts setLine": "a customer's cart",
  "app/(shop)/actions.ts chooseDay": "a customer's cart",
  "app/(shop)/drops/[slug]/actions.ts tellMe": "one letter, and everyone is answered alike",
  "app/(shop)/drops/[slug]/actions.ts tellMeNot": "the token is the permission",
  "app/(shop)/cart/actions.ts fit": "a customer's cart",
  "app/(shop)/waiting/actions.ts join": "a customer's wish; tests/waiting/joining.test.ts",
  "app/(shop)/waiting/actions.ts confirm": "the place's address is the permission",
  "app/(shop)/waiting/actions.ts accept": "the place's address is the permission",
  "app/(shop)/waiting/actions.ts leave": "the place's address is the permission",
  "app/(shop)/checkout/actions.ts place": "a customer's order",
  "app/(shop)/cart/actions.ts addToOrder": "a customer's cart; the order's address is the permission",
  "app/(shop)/checkout/code/actions.ts confirmAndPlace":
    "a customer's order; the code is asked of the cart that it was sent for",
  "app/(shop)/checkout/code/actions.ts sendAnother": "a customer's cart",
  "app/(shop)/checkout/contact/actions.ts ask": "a customer's cart",
  "app/(shop)/checkout/contact/actions.ts confirmAndEnter":
    "a customer's cart; the code is asked of the cart that it was sent for",
  "app/(shop)/find-order/actions.ts askForLinks": "answers everyone alike",
  "app/(shop)/orders/[token]/actions.ts again": "the order's address is the permission",
  "app/(shop)/orders/[token]/actions.ts changeOwn": "the order's address is the permission",
  "app/(shop)/checkout/actions.ts enter": "a customer's cart",
  "app/(shop)/checkout/actions.ts keep": "a customer's cart",
  "app/(shop)/checkout/actions.ts leave": "a customer's cart",
  "app/(shop)/orders/[token]/actions.ts cancelOwn": "the order's address is the permission",
  "app/(shop)/orders/[token]/actions.ts tellOtherwise": "the order's address is the permission",
  "app/(auth)/actions.ts acceptAction": "the link is the permission",
  "app/(auth)/actions.ts askResetAction": "answers everyone alike",
  "app/(auth)/actions.ts resetAction": "the link is the permission",
  "app/(auth)/actions.ts confirmAction": "the link is the permission",
  "app/(auth)/sign-in/actions.ts signInAction": "the password is the permission",
  "app/(auth)/sign-in/actions.ts proveAction": "the code is the permission",
  "app/(auth)/sign-in/actions.ts startAgain": "ends one's own session alone",
  "app/admin/actions.ts signOut": "ends one's own session alone",
};

const variant = ({ loaf }: World) => ({ variantId: loaf.variantId, day: tomorrow });
const orderId = async (world: World, as?: "placed" | "accepted" | "ready") => ({ orderId: await anOrder(world, as) });
const itemId = async () => ({ itemId: (await anItem()).itemId });
const hiddenItemId = async () => ({ itemId: (await anItem({ hidden: true })).itemId });
const categoryId = async () => ({ categoryId: await aCategory() });
const staffId = async () => ({ staffId: (await aColleague()).staffId });
const destinationId = async () => ({ destinationId: await aDestination() });
const inviteId = async () => ({ inviteId: await anInvite() });
const version = async () => String((await db().shop.findFirst({ select: { version: true } }))?.version ?? 0);

/** Every door of the staff, one line each: what it needs, and what it is sent. A new action without a line fails the walk. */
export const doors: Readonly<Record<string, Door>> = {
  "app/admin/actions.ts openTheShop": { needs: "shop.open", send: closedShop },
  "app/admin/actions.ts closeTheShop": { needs: "shop.open", send: openedShop },
  "app/admin/actions.ts pauseOrders": { needs: "shop.open", send: openedShop },
  "app/admin/actions.ts resumeOrders": { needs: "shop.open", send: pausedShop },
  "app/admin/waiting/actions.ts move": {
    needs: "waiting.manage",
    send: async () => ({ placeId: await aPlaceInLine(), to: "1", reason: "Promised on the phone" }),
  },
  "app/admin/waiting/actions.ts remove": {
    needs: "waiting.manage",
    send: async () => ({ placeId: await aPlaceInLine(), reason: "Asked to on the phone" }),
  },
  "app/admin/actions.ts undo": { needs: "orders.move", send: async (w) => ({ orderId: await aMovedOrder(w) }) },
  "app/admin/actions.ts putFirstRunAway": { needs: "settings.change", send: aFirstRun },
  "app/admin/orders/actions.ts accept": { needs: "orders.move", send: (w) => orderId(w) },
  "app/admin/orders/actions.ts markReady": { needs: "orders.move", send: (w) => orderId(w, "accepted") },
  "app/admin/orders/actions.ts complete": { needs: "orders.move", send: (w) => orderId(w, "ready") },
  "app/admin/orders/actions.ts notCollected": { needs: "orders.move", send: (w) => orderId(w, "ready") },
  "app/admin/orders/actions.ts cancel": {
    needs: "orders.cancel",
    send: async (w) => ({ ...(await orderId(w)), reason: "The oven is out." }),
  },
  "app/admin/orders/actions.ts change": { needs: "orders.change", send: aChangedOrder },
  "app/admin/orders/actions.ts tickPaid": {
    needs: "orders.pay",
    send: async (w) => ({ ...(await orderId(w)), paid: "yes" }),
  },
  "app/admin/orders/actions.ts note": {
    needs: "orders.note",
    send: async (w) => ({ ...(await orderId(w)), text: "Ring the bell." }),
  },
  "app/admin/orders/actions.ts moveMany": {
    needs: "orders.move",
    send: async (w) => ({ orderIds: await anOrder(w), move: "accept" }),
  },
  "app/admin/orders/actions.ts undoMany": {
    needs: "orders.move",
    send: async (w) => ({ orderIds: await aMovedOrder(w) }),
  },
  "app/admin/orders/new/actions.ts placeForSomebody": {
    needs: "orders.place",
    send: (w) => ({ key: randomUUID(), day: tomorrow, name: "Tom", [`units-${w.loaf.variantId}`]: "1" }),
  },
  "app/admin/customers/actions.ts cancelAll": {
    needs: "orders.cancel",
    send: async (w) => {
      const id = await anOrder(w);
      return { orderId: id, orderIds: id, reason: "A prank" };
    },
  },
  "app/admin/customers/actions.ts erase": {
    needs: "customers.erase",
    send: async (w) => ({ orderId: await aSettledOrder(w) }),
  },
  "app/admin/customers/actions.ts eraseWaiting": {
    needs: "customers.erase",
    send: async () => ({ waitingId: await aToldPlace() }),
  },
  "app/admin/counter/actions.ts sell": {
    needs: "stock.sell",
    send: (w) => ({ call: [{ variantId: w.jam.variantId, day: null, key: randomUUID() }] }),
  },
  "app/admin/counter/actions.ts undoSale": { needs: "stock.sell", send: (w) => aSale(w) },
  "app/admin/stock/actions.ts receive": {
    needs: "stock.receive",
    send: (w) => ({ ...variant(w), quantity: "3", note: "From the mill" }),
  },
  "app/admin/stock/actions.ts count": {
    needs: "stock.count",
    send: (w) => ({ ...variant(w), counted: String(4_000 + (another() % 900)), note: "Counted" }),
  },
  "app/admin/stock/actions.ts writeOff": {
    needs: "stock.write_off",
    send: (w) => ({ ...variant(w), quantity: "1", why: "other", note: "Dropped" }),
  },
  "app/admin/stock/actions.ts undo": {
    needs: "stock.receive",
    send: async (w) => ({ entryId: await anEntry(w) }),
  },
  "app/admin/stock/actions.ts saveMany": {
    needs: "stock.receive",
    send: (w) => ({
      day: tomorrow,
      note: "Morning",
      rows: JSON.stringify([{ variantId: w.loaf.variantId, receive: 1 }]),
    }),
  },
  "app/admin/stock/proof/actions.ts prove": {
    needs: "stock.prove",
    send: () => ({}),
    unlogged: "a proof is kept with its date and who asked",
  },
  "app/admin/stock/count/actions.ts open": {
    needs: "stock.count",
    send: () => ({ day: tomorrow, categoryId: "", name: `Count ${another()}` }),
  },
  "app/admin/stock/count/actions.ts record": {
    needs: "stock.count",
    send: async (w) => ({
      stocktakeId: await aStocktake(w),
      variantId: w.loaf.variantId,
      counted: "4444",
      key: randomUUID(),
    }),
    unlogged: "a count keeps who counted and when, and is in the log once it is applied",
  },
  "app/admin/stock/count/actions.ts apply": {
    needs: "stock.count",
    send: async (w) => ({ stocktakeId: await aStocktake(w) }),
  },
  "app/admin/stock/count/actions.ts drop": {
    needs: "stock.count",
    send: async (w) => ({ stocktakeId: await aStocktake(w) }),
  },
  "app/admin/stock/close/actions.ts close": { needs: "stock.write_off", send: aDayToClose },
  "app/admin/stock/close/actions.ts saveRules": { needs: "stock.plan", send: closeRules },
  "app/admin/drops/actions.ts make": { needs: "catalog.change", send: aDropForm },
  "app/admin/drops/actions.ts change": {
    needs: "catalog.change",
    send: async () => ({ ...(await aDropForm()), dropId: await aDrop(), version: "0", name: "Renamed" }),
  },
  "app/admin/drops/actions.ts cancel": { needs: "catalog.change", send: async () => ({ dropId: await aDrop() }) },
  "app/admin/drops/actions.ts end": {
    needs: "catalog.change",
    send: async () => ({ dropId: await aDrop({ begun: true }) }),
  },
  "app/admin/plan/actions.ts save": { needs: "stock.plan", send: aPlan },
  "app/admin/plan/actions.ts saveDay": { needs: "stock.plan", send: aPlanDay },
  "app/(print)/admin/print/actions.ts recordPrinted": { needs: "orders.print", send: aTicket },
  "app/(preview)/actions.ts orderNothing": {
    needs: "member",
    send: () => ({}),
    idle: "the buttons of a preview order nothing",
  },
  "app/admin/deliveries/actions.ts sendOnceMore": {
    needs: "deliveries.send_again",
    send: async (w) => ({ deliveryId: await aDeadDelivery(w) }),
  },
  "app/admin/deliveries/actions.ts sayArrived": {
    needs: "deliveries.send_again",
    send: async (w) => ({ deliveryId: await aDeadDelivery(w, "unknown") }),
  },
  "app/admin/deliveries/actions.ts sendSelected": {
    needs: "deliveries.send_again",
    send: async (w) => ({ [`pick:${await aDeadDelivery(w)}`]: "on" }),
  },
  "app/admin/deliveries/actions.ts sendShown": {
    needs: "deliveries.send_again",
    send: async (w) => {
      await aDeadDelivery(w);
      return { state: "dead", until: new Date(Date.now() + 60_000).toISOString() };
    },
  },
  "app/admin/deliveries/actions.ts confirmAgain": {
    needs: "deliveries.send_again",
    send: async (w) => ({ ...(await orderId(w)), email: anEmail() }),
  },
  "app/admin/destinations/actions.ts connect": {
    needs: "destinations.connect",
    send: () => ({ kind: "folder", name: "Accounts", folder: `f${another()}`, "event:order.placed": "on" }),
  },
  "app/admin/destinations/actions.ts change": {
    needs: "destinations.connect",
    send: async () => ({ ...(await destinationId()), version: "0", name: "Renamed", "event:order.ready": "on" }),
  },
  "app/admin/destinations/actions.ts pause": { needs: "destinations.connect", send: destinationId },
  "app/admin/destinations/actions.ts resume": {
    needs: "destinations.connect",
    send: async () => ({ destinationId: await aDestination({ paused: true }) }),
  },
  "app/admin/destinations/actions.ts rotate": { needs: "destinations.connect", send: destinationId },
  "app/admin/destinations/actions.ts enterAgain": {
    needs: "destinations.connect",
    send: async () => ({ ...(await destinationId()), secret: `whsec_${Buffer.alloc(32, "s").toString("base64")}` }),
  },
  "app/admin/destinations/actions.ts tryOut": { needs: "destinations.connect", send: destinationId },
  "app/admin/destinations/actions.ts remove": { needs: "destinations.connect", send: destinationId },
  "app/admin/staff/actions.ts inviteSomeone": {
    needs: "staff.manage",
    send: () => ({ email: anEmail(), role: "staff" }),
  },
  "app/admin/staff/actions.ts inviteAgain": { needs: "staff.manage", send: inviteId },
  "app/admin/staff/actions.ts takeInviteBack": { needs: "staff.manage", send: inviteId },
  "app/admin/staff/actions.ts giveRole": {
    needs: "staff.manage",
    send: async () => ({ ...(await staffId()), role: "owner", password }),
  },
  "app/admin/staff/actions.ts remove": { needs: "staff.manage", send: staffId },
  "app/admin/staff/actions.ts takeBack": {
    needs: "staff.manage",
    send: async () => ({ staffId: await aFormerColleague() }),
  },
  "app/admin/staff/actions.ts resetLink": { needs: "staff.manage", send: staffId },
  "app/admin/staff/actions.ts takeFactorAway": { needs: "staff.manage", send: staffId },
  "app/admin/staff/actions.ts signOutOne": {
    needs: "staff.manage",
    send: async () => ({ sessionId: (await aColleague()).sessionId }),
  },
  "app/admin/staff/actions.ts signOutEverywhere": { needs: "staff.manage", send: staffId },
  "app/admin/staff/actions.ts ruleSecondFactor": { needs: "staff.manage", send: () => ({ required: "yes" }) },
  "app/admin/account/actions.ts saveName": { needs: "member", send: () => ({ name: anEmail() }) },
  "app/admin/account/actions.ts savePassword": {
    needs: "member",
    send: () => ({ oldPassword: password, password: "another good password" }),
  },
  "app/admin/account/actions.ts saveEmail": { needs: "member", send: () => ({ email: anEmail(), password }) },
  "app/admin/account/actions.ts turnOffFactor": {
    needs: "member",
    send: () => ({ password }),
    idle: "who has no second factor is told so",
  },
  "app/admin/account/actions.ts renewCodes": {
    needs: "member",
    send: () => ({ password }),
    idle: "who has no second factor is told so",
  },
  "app/admin/account/actions.ts signOutOthers": { needs: "member", send: () => ({}) },
  "app/(auth)/sign-in/second-factor/actions.ts begin": {
    needs: "setting-up",
    send: () => ({ password }),
    unlogged: "nothing is asked for until its first code, which is in the log",
  },
  "app/(auth)/sign-in/second-factor/actions.ts turnOn": {
    needs: "setting-up",
    send: () => ({ code: "000000" }),
    idle: "there is no telling the code of a secret that was not shown",
  },
  "app/admin/items/actions.ts add": { needs: "catalog.change", send: () => itemForm() },
  "app/admin/items/actions.ts change": { needs: "catalog.change", send: aChangedItem },
  "app/admin/items/actions.ts duplicate": { needs: "catalog.change", send: itemId },
  "app/admin/items/actions.ts publish": { needs: "catalog.change", send: hiddenItemId },
  "app/admin/items/actions.ts hide": { needs: "catalog.change", send: itemId },
  "app/admin/items/actions.ts schedule": {
    needs: "catalog.change",
    send: async () => ({ ...(await itemId()), from: "2031-01-01T08:00", until: "" }),
  },
  "app/admin/items/actions.ts remove": { needs: "catalog.change", send: itemId },
  "app/admin/items/actions.ts restore": {
    needs: "catalog.change",
    send: async () => ({ itemId: (await anItem({ archived: true })).itemId }),
  },
  "app/admin/items/actions.ts bringBackVariant": {
    needs: "catalog.change",
    send: async () => ({ variantId: (await anItem({ archived: true })).variantId }),
  },
  "app/admin/items/actions.ts moveItem": {
    needs: "catalog.change",
    send: async () => ({ ...(await itemId()), ...(await categoryId()), before: "" }),
  },
  "app/admin/items/actions.ts addNewCategory": {
    needs: "catalog.change",
    send: () => ({ name: `Category ${another()}`, note: "" }),
  },
  "app/admin/items/actions.ts saveCategory": {
    needs: "catalog.change",
    send: async () => ({ ...(await categoryId()), name: `Category ${another()}`, note: "", version: "0" }),
  },
  "app/admin/items/actions.ts moveCategory": {
    needs: "catalog.change",
    send: async () => ({ ...(await categoryId()), before: await firstCategory() }),
  },
  "app/admin/items/actions.ts deleteCategory": { needs: "catalog.change", send: categoryId },
  "app/admin/settings/actions.ts changeFace": { needs: "settings.change", send: aFace },
  "app/admin/settings/actions.ts changePlace": {
    needs: "settings.change",
    send: async () => ({
      version: await version(),
      currency: "EUR",
      locale: `en-${["GB", "IE", "US"][another() % 3]}`,
      timezone: ["Europe/London", "Europe/Lisbon"][another() % 2]!,
      country: "GB",
      currencyMeant: "on",
    }),
  },
  "app/admin/settings/actions.ts changeOrders": {
    needs: "settings.change",
    send: async () => ({
      version: await version(),
      orderPrefix: "W-",
      defaultLowAt: String(another() % 900),
      acceptWithin: "10",
      remindAfter: "0",
      remindPhone: "",
      customerCancelMinutes: "30",
      holdMinutes: "10",
      offerMinutes: "30",
      customerChange: "until_accepted",
    }),
  },
  "app/admin/settings/actions.ts changeGuard": {
    needs: "settings.change",
    send: async () => ({ version: await version(), unpaidPerPerson: "0", unpaidPerAddress: String(another() % 900) }),
  },
  "app/admin/settings/actions.ts changePatience": {
    needs: "settings.change",
    send: async () => ({
      ...{ version: await version(), resendUnknownAfter: ["15", "240"][another() % 2]! },
      ...{ keepDeliveredDays: "90", keepFailedDays: "365" },
    }),
  },
  "app/admin/settings/actions.ts saveLetter": {
    needs: "settings.change",
    send: async () => ({ ...someWords(), version: await version() }),
  },
  "app/admin/settings/actions.ts lookAtLetter": {
    needs: "settings.change",
    send: () => ({ call: [someWords()] }),
    idle: "words that are typed are shown, not kept",
  },
  "app/admin/settings/actions.ts sendLetterToMe": {
    needs: "settings.change",
    send: () => ({ call: [someWords()] }),
  },
  "app/admin/settings/actions.ts changeWeek": { needs: "settings.change", send: aWeek },
  "app/admin/settings/actions.ts closeOneDay": {
    needs: "settings.change",
    send: () => ({ day: `2031-01-${10 + (another() % 20)}`, reason: "Holiday" }),
  },
  "app/admin/settings/times/actions.ts changeTimes": { needs: "settings.change", send: someTimes },
  "app/admin/slots/actions.ts closeTime": { needs: "slots.close", send: async () => ({ slotId: await aSlot(false) }) },
  "app/admin/slots/actions.ts reopenTime": { needs: "slots.close", send: async () => ({ slotId: await aSlot(true) }) },
  "app/admin/slots/actions.ts setTimesOfDay": { needs: "slots.change", send: timesOfADay },
  "app/admin/slots/actions.ts followWeekday": { needs: "slots.change", send: aSpecialDay },
  "app/admin/settings/actions.ts reopenOneDay": { needs: "settings.change", send: aClosedDay },
  // The last, since it takes out what the others knock with.
  "app/admin/settings/actions.ts startFresh": { needs: "shop.empty", send: () => ({ word: emptyWord }) },
};

async function closedShop(): Promise<Sent> {
  await db().shop.updateMany({ data: { orderingOpen: false } });
  return {};
}

async function openedShop(): Promise<Sent> {
  await db().shop.updateMany({ data: { orderingOpen: true, orderingPausedUntil: null } });
  return { message: "Back soon" };
}

async function pausedShop(): Promise<Sent> {
  await db().shop.updateMany({ data: { orderingOpen: true, orderingPausedUntil: new Date(Date.now() + 600_000) } });
  return {};
}

async function aSale({ jam }: World): Promise<Sent> {
  const { sellAtCounter } = await import("@/lib/stock/sell-at-counter");
  const key = randomUUID();
  await sellAtCounter({ kind: "system", name: "walk" }, { variantId: jam.variantId, day: null, key });
  return { call: [{ key }] };
}

async function aFace(): Promise<Sent> {
  const face = { tagline: "", address: "", directions: "", phone: "", email: "", paymentNote: "", logo: "" };
  return { version: await version(), name: anEmail(), accent: "#2c5a3c", ...face };
}

function someWords(): Record<string, string> {
  return { kind: "ready", subject: "", opening: "", closing: anEmail(), text: "" };
}

async function someTimes(): Promise<Sent> {
  const { version } = await db().shop.findFirstOrThrow();
  return {
    version: String(version),
    "w3.0.starts": "05:00",
    "w3.0.ends": "06:00",
    "w3.0.fits": String(5_000 + another()),
  };
}

function timesOfADay(): Sent {
  const times = { "d.0.starts": "09:00", "d.0.ends": "10:00", "d.0.fits": String(100 + another()), "d.by": "08:00" };
  return { day: "2031-02-01", ...times };
}

async function aSpecialDay(): Promise<Sent> {
  const day = new Date("2031-02-02");
  const windows = [{ startsMinute: 540, endsMinute: 600, capacity: 5 }];
  const times = { windows, opensMinute: 540, closesMinute: 600, orderByMinute: 480 };
  await db().pickupException.upsert({ where: { day }, create: { day, ...times }, update: times });
  return { day: "2031-02-02" };
}

async function aWeek(): Promise<Sent> {
  const closes = `1${2 + (another() % 8)}:${10 + (another() % 49)}`;
  const days = [1, 2, 3, 4, 5, 6, 7].flatMap((day) => [
    [`d${day}.open`, "on"],
    [`d${day}.opens`, "08:00"],
    [`d${day}.closes`, closes],
    [`d${day}.by`, "23:59"],
    [`d${day}.before`, "1"],
  ]);
  return { ...Object.fromEntries(days), version: await version() };
}

async function aClosedDay(): Promise<Sent> {
  const day = "2031-02-03";
  await db().closedDay.upsert({ where: { day: new Date(day) }, create: { day: new Date(day) }, update: {} });
  return { day };
}

async function aChangedItem(): Promise<Sent> {
  const { itemId: id, variantId } = await anItem();
  const item = await db().item.findUniqueOrThrow({ where: { id }, select: { version: true } });
  const form = Object.entries(await itemForm(variantId.slice(4))).filter(([name]) => !name.endsWith(".fresh"));
  return { ...Object.fromEntries(form), stock: "per_day", itemId: id, version: String(item.version) };
}

async function firstCategory(): Promise<string> {
  const first = await db().category.findFirstOrThrow({ orderBy: { position: "asc" }, select: { id: true } });
  return first.id;
}

async function aFirstRun(): Promise<Sent> {
  await db().mark.deleteMany();
  return {};
}

async function aDayToClose({ loaf }: World): Promise<Sent> {
  const day = dayOf(new Date(), "Europe/London");
  const where = { variantId_day: { variantId: loaf.variantId, day: toDate(day) } };
  const level = { variantId: loaf.variantId, day: toDate(day), onHand: 3 };
  const update = { onHand: 3 };
  await db().stockLevel.upsert({ where, create: { id: newId("lvl"), ...level }, update });
  return { day };
}

async function closeRules({ loaf }: World): Promise<Sent> {
  const rules = await db().closeRules.findFirst({ select: { version: true } });
  return { version: String(rules?.version ?? 0), afterMinutes: String(another()), [loaf.variantId]: "write_off" };
}

async function aPlan({ loaf }: World): Promise<Sent> {
  const plan = await db().bakePlan.findFirst({ select: { version: true } });
  const line = { [`${loaf.variantId}.${weekdayOf(addDays(tomorrow, 3))}`]: String(100 + another()) };
  return { version: String(plan?.version ?? 0), horizonDays: "7", startsOn: "", endsOn: "", ...line };
}

async function aPlanDay({ loaf }: World): Promise<Sent> {
  const plan = await db().bakePlan.findFirst({ select: { version: true } });
  const line = { [loaf.variantId]: String(6_000 + another()) };
  return { version: String(plan?.version ?? 0), day: addDays(tomorrow, 3), ...line };
}

async function aTicket(world: World): Promise<Sent> {
  const [ticket] = await listTickets({ ids: [await anOrder(world, "accepted")] });
  return { call: [{ tickets: [{ orderId: ticket!.id, content: ticket!.content, printedAt: null }] }] };
}

async function aChangedOrder(world: World): Promise<Sent> {
  const id = await anOrder(world);
  const { revision } = await db().order.findUniqueOrThrow({ where: { id }, select: { revision: true } });
  const contact = { name: "Tom Else", email: anEmail(), phone: "", tell: "email", note: "" };
  return { orderId: id, version: String(revision), day: tomorrow, ...contact };
}
