import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { availableSql } from "@/lib/catalog/available";
import { tokenHash } from "@/lib/checkout/cart-token";
import { holdCart } from "@/lib/checkout/hold-cart";
import { leaveCheckout } from "@/lib/checkout/leave-checkout";
import { db } from "@/lib/db/client";
import { rawSql } from "@/lib/db/sql";
import { newToken } from "@/lib/id";
import { addCartToOrder } from "@/lib/orders/add-cart-to-order";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { pauseOrdering } from "@/lib/orders/pause-ordering";
import { resumeOrdering } from "@/lib/orders/resume-ordering";
import { isRefusal } from "@/lib/refusal";
import { offerWaiting } from "@/lib/stock/offer-waiting";
import { receiveStock } from "@/lib/stock/receive-stock";
import { releaseEndedHolds } from "@/lib/stock/release-ended-holds";
import { suspendOffers } from "@/lib/stock/suspend-offers";
import { writeOffStock } from "@/lib/stock/write-off-stock";
import { addDays } from "@/lib/time";
import { acceptOffer } from "@/lib/waiting/accept-offer";
import { confirmPlace } from "@/lib/waiting/confirm-place";
import { leavePlace } from "@/lib/waiting/leave-place";
import { contactOf } from "@/tests/people/shop";
import { wrongInBooks } from "@/tests/support/books";
import { useDatabase } from "@/tests/support/database";
import { customer, fillCart, openShop, owner, type Stocked, stock, submit, tomorrow } from "@/tests/support/shop";
import { openTimes, window } from "@/tests/support/times";
import { ask } from "@/tests/support/waiting";

/**
 * Holds, orders, offers, pauses, closed doors, what one person may have and time in whatever order: after each step the books agree, nothing is promised that is not there, what is shown is what can be
 * had, nobody later in line was served before one earlier who could take it, no offer passed on before it could be ordered for its full time, and none was kept for longer than a checkout takes
 * beyond its end. MODEL_STEPS asks for more of them: 100,000 in the long form.
 */
useDatabase();
beforeAll(async () => {
  await openShop();
  await openTimes([window(10, 1_000_000)]);
  await db().shop.updateMany({ data: { holdMinutes, offerMinutes } });
});

const stepsWanted = Number(process.env.MODEL_STEPS ?? 5_000);
const stepsPerRun = 50;
const minute = 60_000;
const offerMinutes = 30;
const holdMinutes = 10;
/** The most that one person may have, in the walks in which there is a limit: all that anybody asks for, so that only what they had elsewhere keeps them from it. */
const limitPerPerson = 4;
/** Those who wait order for this day too, of which there is plenty. */
const dayAfter = addDays(tomorrow, 1);

type Step =
  | { do: "enter" | "leave" | "place" | "add" | "cancel" | "quit" | "accept"; which: number }
  | { do: "join"; units: number; takesFewer: boolean }
  | { do: "order_elsewhere"; which: number; units: number }
  | { do: "cancel_elsewhere"; which: number }
  | { do: "receive" | "write_off" | "walk_in"; units: number }
  | { do: "wait" | "pause"; minutes: number }
  | { do: "close" | "open"; door: Door }
  | { do: "sweep" | "resume" };

/** What keeps everybody from ordering: the shop is closed, or staff closed the times of the day. */
type Door = "shop" | "times";

const which = fc.nat(7);
const units = fc.integer({ min: 1, max: 4 });
const door = fc.constantFrom<Door>("shop", "times");
const anyOf = <Do extends string>(...these: Do[]) => fc.constantFrom(...these);
/** The shop is open and sells most of the time: behind a closed door little happens. */
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ do: anyOf("enter", "leave", "place", "add", "cancel"), which }) },
  { weight: 6, arbitrary: fc.record({ do: anyOf("accept", "accept", "quit"), which }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("join" as const), units, takesFewer: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("order_elsewhere" as const), which, units }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("cancel_elsewhere" as const), which }) },
  { weight: 3, arbitrary: fc.record({ do: anyOf("receive", "write_off"), units }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("walk_in" as const), units }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("wait" as const), minutes: fc.constantFrom(1, 9, 11, 31) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("pause" as const), minutes: fc.constantFrom(5, 25, 60) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("close" as const), door }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("open" as const), door }) },
  { weight: 4, arbitrary: fc.record({ do: anyOf("sweep", "resume") }) },
);

type Place = {
  id: string;
  token: string;
  state: string;
  wanted: number;
  takesFewer: boolean;
  /** How many more they may have, by what they ordered elsewhere; null: any number. */
  may: number | null;
  position: number | null;
  /** The cart that took its offer up, also once that went back into line: what it is offered anew is that cart's. */
  cartId: string | null;
  offered: number;
  /** Whether what it is offered is held, by the place or by the cart that took it up; true once the offer's time is over. */
  kept: boolean;
  /** Whether the time of its offer is over. */
  over: boolean;
  /** Milliseconds by which what it is offered is kept beyond the end of the offer; null where nothing is kept. */
  beyond: number | null;
};
type Seen = {
  onHand: number;
  committed: number;
  held: number;
  waiting: number;
  ended: number;
  /** What pages say is left. */
  shown: number;
  /** Minutes for which ordering is paused still. */
  pausedFor: number;
  /** Until when it is or was paused, in milliseconds since 1970; 0 without a pause. */
  pausedUntil: number;
  open: boolean;
  /** What came free in a pause, or behind a closed door, was not looked at since. */
  unseen: boolean;
  owed: number;
  kept: number;
  places: Place[];
};
type Scene = {
  loaf: Stocked;
  carts: { id: string; token: string }[];
  orders: string[];
  /** What those who wait ordered for the day after. */
  elsewhere: string[];
  places: string[];
  /** For how many minutes what a place was offered could have been ordered. */
  had: Map<string, number>;
  /** For how many milliseconds ordering was to be paused since the offer of a place is over and its units are kept still: they are none of a checkout's. */
  stood: Map<string, number>;
};

/** What a checkout has beyond the end of its offer stands still in a pause that follows another one, and not in whole minutes. */
const pausedTwice: Step[] = [
  { do: "walk_in", units: 2 },
  { do: "join", units: 1, takesFewer: false },
  { do: "receive", units: 1 },
  { do: "wait", minutes: 11 },
  { do: "wait", minutes: 11 },
  { do: "accept", which: 0 },
  { do: "wait", minutes: 9 },
  { do: "enter", which: 0 },
  { do: "pause", minutes: 25 },
  { do: "pause", minutes: 60 },
];

test(`after each of ${stepsWanted} steps books and arithmetic agree, and the line is served in its order`, {
  timeout: stepsWanted * 200,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(step, { minLength: stepsPerRun, maxLength: stepsPerRun }),
      async (limited, steps) => {
        await setDoor("shop", true);
        await setDoor("times", true);
        await resumeOrdering(owner);
        const scene: Scene = {
          loaf: await stock(2),
          carts: [],
          orders: [],
          elsewhere: [],
          places: [],
          had: new Map(),
          stood: new Map(),
        };
        const { variantId } = scene.loaf;
        await receiveStock(owner, { variantId, day: dayAfter, note: "x", quantity: 500 });
        if (limited) await limitOf(variantId);
        let before = await look(scene.loaf);
        for (const next of steps) {
          const took = await take(next, scene);
          const after = await look(scene.loaf);
          const looked = next.do === "sweep" || (!before.unseen && next.do !== "cancel_elsewhere");
          after.unseen = after.pausedFor > 0 || !after.open || !looked;
          countTime(next, scene, before);
          countPause(scene, before, after);
          expectWhole(scene, after);
          expectServedInOrder(next, before, after);
          expectLineFirst(before, after, took);
          expectFullTime(scene, after);
          before = after;
        }
        expect(await wrongInBooks()).toEqual([]);
      },
    ),
    { numRuns: Math.ceil(stepsWanted / stepsPerRun), examples: [[false, pausedTwice]], endOnFailure: true },
  );
});

/** Units that somebody who waited for nothing took with this step, beside what was kept for them. */
async function take(next: Step, scene: Scene): Promise<number> {
  try {
    const taken = await steps[next.do](next as never, scene);
    return typeof taken === "number" ? taken : 0;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return 0;
  }
}

const steps: { [Do in Step["do"]]: (next: Extract<Step, { do: Do }>, scene: Scene) => Promise<unknown> } = {
  enter: async ({ which: n }, scene) => {
    const cart = scene.carts[n] ?? (await openCart(scene, 1 + (n % 3)));
    const own = await ownOf(cart.id, scene);
    await holdCart({ token: cart.token, address: `192.0.2.${n}`, fallback: tomorrow });
    return Math.max(0, (await heldBy(cart.id)) - own);
  },
  leave: async ({ which: n }, { carts }) => leaveCheckout(carts[n % Math.max(1, carts.length)]?.token),
  place: async ({ which: n }, scene) => {
    const [cart] = scene.carts.splice(n % Math.max(1, scene.carts.length), 1);
    if (!cart) return 0;
    const own = await ownOf(cart.id, scene);
    const order = await submit(cart.id, somebody());
    scene.orders.push(order.id);
    return Math.max(0, order.snapshot.lines.reduce((sum, line) => sum + line.quantity, 0) - own);
  },
  add: async ({ which: n }, scene) => {
    const [cart] = scene.carts.splice(n % Math.max(1, scene.carts.length), 1);
    const orderId = scene.orders[n % Math.max(1, scene.orders.length)];
    if (!cart || !orderId) return 0;
    const own = await ownOf(cart.id, scene);
    const [{ token }, { lines }] = await Promise.all([
      db().order.findUniqueOrThrow({ where: { id: orderId } }),
      db().cart.findUniqueOrThrow({ where: { id: cart.id } }),
    ]);
    await addCartToOrder(customer, { cartId: cart.id, token });
    return Math.max(0, (lines as { quantity: number }[]).reduce((sum, line) => sum + line.quantity, 0) - own);
  },
  walk_in: async ({ units: wanted }, scene) => {
    const { shown, open, pausedFor } = await look(scene.loaf);
    const quantity = Math.max(1, Math.min(wanted, shown));
    const ordering = submit(await fillCart([{ variantId: scene.loaf.variantId, quantity }]), somebody());
    // What pages say is left can be had, whether or not anybody has looked what came free.
    if (open && pausedFor === 0 && shown > 0) await expect(ordering).resolves.toBeDefined();
    scene.orders.push((await ordering).id);
    return quantity;
  },
  cancel: async ({ which: n }, { orders }) => {
    const [orderId] = orders.splice(n % Math.max(1, orders.length), 1);
    if (orderId) await cancelOrder(owner, { orderId, reason: "x" });
  },
  order_elsewhere: async ({ which: n, units: quantity }, { loaf, places, elsewhere }) => {
    const [offered] = await db().waitingPlace.findMany({ where: { token: { in: places }, state: "offered" } });
    const token = offered?.token ?? places[n % Math.max(1, places.length)];
    if (!token) return;
    const { email } = await db().waitingPlace.findUniqueOrThrow({ where: { token } });
    const cartId = await fillCart([{ variantId: loaf.variantId, quantity }], dayAfter);
    elsewhere.push((await submit(cartId, contactOf({ email }))).id);
    // Time passes in minutes here, and the worker looks each second.
    await suspendOffers();
  },
  cancel_elsewhere: async ({ which: n }, { elsewhere }) => {
    const [orderId] = elsewhere.splice(n % Math.max(1, elsewhere.length), 1);
    if (orderId) await cancelOrder(owner, { orderId, reason: "x" });
  },
  join: async ({ units: wanted, takesFewer }, { loaf, places }) => {
    const token = await ask(loaf, { wanted, takesFewer });
    places.push(token);
    await confirmPlace(token);
  },
  quit: async ({ which: n }, { places }) => {
    const [token] = places.splice(n % Math.max(1, places.length), 1);
    if (token) await leavePlace(token);
  },
  accept: async ({ which: n }, scene) => {
    const offered = await db().waitingPlace.findMany({
      where: { token: { in: scene.places }, state: "offered" },
      orderBy: { id: "asc" },
    });
    const { token } = offered[n % Math.max(1, offered.length)] ?? {};
    if (!token) return;
    const cartToken = await acceptOffer(token, scene.carts[n]?.token);
    if (scene.carts.some((cart) => cart.token === cartToken)) return;
    const { id } = await db().cart.findUniqueOrThrow({ where: { tokenHash: tokenHash(cartToken)! } });
    scene.carts.push({ id, token: cartToken });
  },
  receive: async ({ units: quantity }, { loaf }) => {
    await receiveStock(owner, { variantId: loaf.variantId, day: tomorrow, note: "x", quantity });
  },
  write_off: async ({ units: quantity }, { loaf }) => {
    await writeOffStock(owner, { variantId: loaf.variantId, day: tomorrow, note: "x", quantity, why: "broken" });
  },
  wait: async ({ minutes }) => {
    await db().$executeRaw`UPDATE holds SET ends_at = ends_at - make_interval(mins => ${minutes}::int)`;
    await db().$executeRaw`UPDATE carts SET held_since = held_since - make_interval(mins => ${minutes}::int)`;
    await db().$executeRaw`UPDATE address_turns SET since = since - make_interval(mins => ${minutes}::int)`;
    await db()
      .$executeRaw`UPDATE waiting_places SET offered_until = offered_until - make_interval(mins => ${minutes}::int)`;
    await db()
      .$executeRaw`UPDATE shop SET ordering_paused_until = ordering_paused_until - make_interval(mins => ${minutes}::int)`;
  },
  pause: ({ minutes }) => pauseOrdering(owner, { minutes, message: "" }),
  resume: () => resumeOrdering(owner),
  close: async ({ door }) => {
    await setDoor(door, false);
    await suspendOffers();
  },
  open: ({ door }) => setDoor(door, true),
  sweep: async () => {
    await releaseEndedHolds();
    await suspendOffers();
    await offerWaiting();
  },
};

let customers = 0;
/** Somebody who had nothing yet. */
function somebody() {
  customers += 1;
  return contactOf({ email: `customer-${customers}@example.org` });
}

async function limitOf(variantId: string): Promise<void> {
  await db().item.updateMany({
    where: { variants: { some: { id: variantId } } },
    data: { limitPerPerson, limitDays: 7 },
  });
}

async function setDoor(door: Door, open: boolean): Promise<void> {
  if (door === "shop") await db().shop.updateMany({ data: { orderingOpen: open } });
  else await db().pickupSlot.updateMany({ data: { closedAt: open ? null : new Date() } });
}

async function openCart(scene: Scene, quantity: number): Promise<Scene["carts"][number]> {
  const [id, token] = [await fillCart([{ variantId: scene.loaf.variantId, quantity }]), newToken()];
  await db().cart.update({ where: { id }, data: { tokenHash: tokenHash(token) } });
  scene.carts.push({ id, token });
  return { id, token };
}

/** What is no walk-in's for a cart to take: what is kept for it, and what its places are to be offered in their turn. */
async function ownOf(cartId: string, { loaf }: Scene): Promise<number> {
  return (await heldBy(cartId)) + (dealOut(await look(loaf)).due.get(cartId) ?? 0);
}

/** Units that are kept for a cart now, also those that it gave back of what it was offered: they are its own as soon as it asks. */
async function heldBy(cartId: string): Promise<number> {
  const [row] = await db().$queryRaw<{ units: number }[]>`
    SELECT coalesce(sum(h.units), 0)::int AS units FROM holds h LEFT JOIN waiting_places p ON p.id = h.place_id
     WHERE coalesce(h.cart_id, p.cart_id) = ${cartId} AND h.ends_at > holdfast_now()`;
  return row!.units;
}

/** The level as it is, beside what holds, orders and the line say of it. */
async function look({ levelId, variantId }: Stocked): Promise<Seen> {
  const [seen] = await db().$queryRaw<Seen[]>`
    SELECT l.on_hand AS "onHand", l.committed, l.held, l.waiting,
           (SELECT coalesce(sum(units), 0)::int FROM holds h WHERE h.level_id = l.id AND h.ends_at <= holdfast_now()) AS ended,
           (SELECT greatest(0, coalesce(extract(epoch FROM ordering_paused_until - holdfast_now()), 0) / 60)::float8 FROM shop) AS "pausedFor",
           (SELECT coalesce(extract(epoch FROM ordering_paused_until), 0) * 1000 FROM shop)::float8 AS "pausedUntil",
           (SELECT ordering_open FROM shop) AND EXISTS (SELECT 1 FROM pickup_slots s WHERE s.day = l.day AND s.closed_at IS NULL) AS open, false AS unseen,
           ${rawSql(availableSql)} AS shown,
           (SELECT coalesce(sum(units), 0)::int FROM holds h WHERE h.level_id = l.id) AS kept,
           (SELECT coalesce(sum(i.quantity), 0)::int FROM order_lines i JOIN orders o ON o.id = i.order_id
             WHERE i.variant_id = ${variantId} AND o.status = 'placed' AND o.pickup_day = l.day) AS owed,
           (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'state', state, 'wanted', wanted, 'takesFewer', takes_fewer, 'may', (
                     SELECT m.limit_per_person - coalesce(sum(i.quantity), 0) FROM variants v JOIN items m ON m.id = v.item_id
                       LEFT JOIN (order_lines i JOIN orders o ON o.id = i.order_id AND o.status <> 'cancelled') ON i.variant_id = v.id AND o.customer_email = p.email
                      WHERE v.id = ${variantId} GROUP BY m.id), 'position', position, 'cartId', cart_id,
                   'offered', coalesce(offered_units, 0), 'kept', offered_until <= holdfast_now()
                     OR EXISTS (SELECT 1 FROM holds h WHERE h.level_id = p.level_id AND (h.place_id = p.id OR h.cart_id = p.cart_id)),
                   'over', coalesce(offered_until <= holdfast_now(), false), 'beyond', (
                     SELECT max(extract(epoch FROM h.ends_at - (SELECT max(o.offered_until) FROM waiting_places o
                                 WHERE o.level_id = h.level_id AND o.state = 'offered' AND (o.id = h.place_id OR o.cart_id = h.cart_id))) * 1000)::float8
                       FROM holds h WHERE h.level_id = p.level_id AND (h.place_id = p.id OR h.cart_id = p.cart_id))) ORDER BY position), '[]')
              FROM waiting_places p WHERE p.level_id = l.id) AS places
      FROM stock_levels l WHERE l.id = ${levelId}`;
  return seen!;
}

function expectWhole({ stood }: Scene, { onHand, committed, held, waiting, owed, kept, places }: Seen): void {
  expect({ committed, held }).toEqual({ committed: owed, held: kept });
  expect(onHand - committed - held).toBeGreaterThanOrEqual(0);
  expect(places.filter((place) => place.state === "offered" && !place.kept)).toEqual([]);
  expect(waiting).toBe(places.filter((place) => place.state === "waiting").length);
  for (const { id, beyond } of places.filter(({ state }) => state === "offered"))
    expect(beyond ?? 0).toBeLessThanOrEqual(holdMinutes * minute + (stood.get(id) ?? 0));
}

/**
 * Whoever is offered something now may have it, and was passed by nobody: each who waits before them could not have taken it. In a step that frees units once, each who waits could not have taken
 * all that was there when they were asked: what is left, and what those behind them were offered.
 */
function expectServedInOrder(step: Step, before: Seen, after: Seen): void {
  const waited = new Map(before.places.map((place) => [place.id, place.state]));
  const served = after.places.filter((place) => place.state === "offered" && waited.get(place.id) !== "offered");
  for (const { offered, may } of served) expect(offered).toBeLessThanOrEqual(may ?? offered);
  if (["sweep", "order_elsewhere"].includes(step.do)) expect(after.places.filter(isBarred)).toEqual([]);
  const freesOnce = ["receive", "cancel", "quit", "sweep"].includes(step.do) && !before.unseen && before.ended === 0;
  const left = freesOnce ? after.onHand - after.committed - after.held : 0;
  for (const other of served.length > 0 ? after.places.filter(isWaiting) : []) {
    const behind = served.filter((place) => place.position! > other.position!).map(({ offered }) => offered);
    const there = freesOnce ? left + behind.reduce((sum, units) => sum + units, 0) : Math.max(0, ...behind);
    if (behind.length > 0) expect(needOf(other)).toBeGreaterThan(there);
  }
}

/** What nobody in line could take is all that others get, and nothing lies there that somebody in line could take. */
function expectLineFirst(before: Seen, after: Seen, taken: number): void {
  const free = after.onHand - after.committed - after.held;
  if (!after.unseen) for (const place of after.places.filter(isWaiting)) expect(needOf(place)).toBeGreaterThan(free);
  expect(taken).toBeLessThanOrEqual(dealOut(before).left);
  expect(after.shown).toBe(dealOut(after).left);
}

/** What is free, as the line is served of it: what is left for others, and what is due to carts that once took up an offer of a place that waits again. */
function dealOut({ onHand, committed, held, ended, places }: Seen): { left: number; due: Map<string, number> } {
  const due = new Map<string, number>();
  let left = onHand - committed - held + ended;
  for (const place of places.filter(isWaiting)) {
    const share = shareOf(place, left);
    left -= share;
    if (place.cartId) due.set(place.cartId, (due.get(place.cartId) ?? 0) + share);
  }
  return { left: Math.max(0, left), due };
}

/** Time that passes while ordering is paused, or the shop closed, is none in which something could be ordered; who waits has had none of the offer that comes. */
function countTime(step: Step, { had }: Scene, { pausedFor, open, places }: Seen): void {
  const passed = step.do === "wait" && open ? Math.max(0, step.minutes - pausedFor) : 0;
  for (const { id } of places.filter(isWaiting)) had.delete(id);
  for (const { id } of places.filter(({ state }) => state === "offered")) had.set(id, (had.get(id) ?? 0) + passed);
}

/**
 * What is kept beyond the end of its offer stands still in a pause, as the offer did before. A first one is of whole minutes, what the step itself takes is none; one that follows it adds
 * that by which it ends later, and that is also what was done since the first took.
 */
function countPause({ stood }: Scene, before: Seen, after: Seen): void {
  const paused =
    before.pausedFor > 0 ? Math.max(0, after.pausedUntil - before.pausedUntil) : Math.round(after.pausedFor) * minute;
  for (const { id, state, over, beyond } of before.places)
    if (state === "offered" && over && beyond !== null) stood.set(id, (stood.get(id) ?? 0) + paused);
    else stood.delete(id);
}

/** Whom an offer passed by could have ordered what it was for as long as they were told; the steps themselves take seconds. */
function expectFullTime({ had }: Scene, { places }: Seen): void {
  const passed = places.filter(({ state }) => state === "passed");
  for (const { id } of passed) expect(had.get(id)).toBeGreaterThan(offerMinutes - 1);
}

/** Whether somebody is offered what they could not order, after what they had elsewhere. */
const isBarred = ({ state, offered, takesFewer, may }: Place) =>
  state === "offered" && (may ?? offered) < (takesFewer ? 1 : offered);
const isWaiting = (place: Place) => place.state === "waiting";
const leastOf = ({ wanted, takesFewer }: Place) => (takesFewer ? 1 : wanted);
/** Whom the limit leaves too little could take nothing, however much there is. */
const needOf = (place: Place) =>
  (place.may ?? leastOf(place)) < leastOf(place) ? Number.POSITIVE_INFINITY : leastOf(place);
const shareOf = (place: Place, left: number) =>
  left >= needOf(place) ? Math.min(left, place.wanted, place.may ?? left) : 0;
