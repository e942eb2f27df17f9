import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { cancelOrder } from "@/lib/orders/cancel-order";
import { completeOrder } from "@/lib/orders/complete-order";
import { markOrderReady } from "@/lib/orders/mark-order-ready";
import { closeDay } from "@/lib/stock/close-day";
import { countStock } from "@/lib/stock/count-stock";
import { readPlan } from "@/lib/stock/plan-queries";
import { proveStock } from "@/lib/stock/prove-stock";
import { receiveStock } from "@/lib/stock/receive-stock";
import { savePlan } from "@/lib/stock/save-plan";
import { undoEntry } from "@/lib/stock/undo-entry";
import { writeOffStock } from "@/lib/stock/write-off-stock";
import { addDays, instantAt, toDate } from "@/lib/time";
import { useDatabase } from "@/tests/support/database";
import { buy, openShop, owner, readLevel, type Stocked, stock, tomorrow } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

const evening = instantAt(tomorrow, 1_200, "Europe/London");

type Step =
  | { do: "place" | "receive" | "count" | "write_off" | "plan"; units: number }
  | { do: "cancel" | "complete" | "undo"; which: number }
  | { do: "close" };

const units = (kind: "place" | "receive" | "count" | "write_off" | "plan", max: number) =>
  fc.record({ do: fc.constant(kind), units: fc.integer({ min: kind === "count" || kind === "plan" ? 0 : 1, max }) });
const step: fc.Arbitrary<Step> = fc.oneof(
  units("place", 4),
  units("receive", 6),
  units("count", 12),
  units("write_off", 4),
  units("plan", 15),
  fc.record({ do: fc.constantFrom("cancel" as const, "complete" as const, "undo" as const), which: fc.nat(5) }),
  fc.constant({ do: "close" as const }),
);

type Entry = { id: string; delta: number; hand: boolean };

/** The level as plain arithmetic: what the books must agree with after every step. */
class Model {
  onHand = 0;
  /** What the plan put there. */
  planned = 0;
  carried = 0;
  open: { id: string; units: number }[] = [];
  /** Entries made by hand that can be taken back. */
  entries: Entry[] = [];
  get committed() {
    return this.open.reduce((sum, order) => sum + order.units, 0);
  }
  get byHand() {
    return this.entries.some((entry) => entry.hand);
  }
}

test("whatever is received, counted, written off, taken back, planned, ordered and closed in whatever order, books and arithmetic agree", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), fc.boolean(), async (steps, carries) => {
      const [model, loaf] = [new Model(), await stock(0)];
      if (carries) await db().variant.update({ where: { id: loaf.variantId }, data: { atClose: "carry_over" } });
      for (const next of steps) {
        await take(next, { model, loaf, carries });
        expect(await readLevel(loaf.levelId)).toMatchObject({
          onHand: model.onHand,
          committed: model.committed,
          held: 0,
        });
      }
      const after = await db().stockLevel.findFirst({
        where: { variantId: loaf.variantId, day: toDate(addDays(tomorrow, 1)) },
      });
      expect(after?.onHand ?? 0).toBe(model.carried);
      expect(await proveStock(owner)).toMatchObject({ disagreeing: 0 });
      await db().bakePlanLine.deleteMany();
    }),
    { numRuns: 25 },
  );
});

type Scene = { model: Model; loaf: Stocked; carries: boolean };

async function take(next: Step, scene: Scene): Promise<void> {
  const { model, loaf } = scene;
  const level = { variantId: loaf.variantId, day: tomorrow, note: "x" };
  if (next.do === "receive") {
    await receiveStock(owner, { ...level, quantity: next.units });
    return change(scene, next.units, true);
  }
  if (next.do === "count") {
    const count = countStock(owner, { ...level, counted: next.units });
    if (next.units < model.committed) return expect(count).rejects.toMatchObject({ code: "below_promised" });
    await count;
    return change(scene, next.units - model.onHand, true);
  }
  if (next.do === "write_off") {
    const loss = writeOffStock(owner, { ...level, quantity: next.units, why: "broken" });
    if (model.onHand - next.units < model.committed)
      return expect(loss).rejects.toMatchObject({ code: "below_promised" });
    await loss;
    return change(scene, -next.units, true);
  }
  if (next.do === "place") return place(next.units, scene);
  if (next.do === "plan") return plan(next.units, scene);
  if (next.do === "close") return close(scene);
  if (next.do === "undo") return undo(next.which, scene);
  if (next.do === "cancel" || next.do === "complete") return settleOne(next.do, next.which, scene);
}

/** The model follows a change that the books have: its entry can be taken back. */
async function change({ model, loaf }: Scene, delta: number, hand: boolean): Promise<void> {
  if (delta === 0) return;
  const last = await db().stockEntry.findFirstOrThrow({ where: { levelId: loaf.levelId }, orderBy: { id: "desc" } });
  model.onHand += delta;
  model.entries.push({ id: String(last.id), delta, hand });
}

async function place(quantity: number, { model, loaf }: Scene): Promise<void> {
  if (model.onHand - model.committed < quantity)
    return expect(buy(loaf, quantity)).rejects.toMatchObject({ code: "out_of_stock" });
  model.open.push({ id: (await buy(loaf, quantity)).id, units: quantity });
}

async function plan(quantity: number, { model, loaf }: Scene): Promise<void> {
  const { version } = await readPlan(tomorrow);
  const weekday = new Date(`${tomorrow}T00:00:00Z`).getUTCDay() || 7;
  const lines = [{ variantId: loaf.variantId, weekday, quantity }];
  const saved = savePlan(owner, { version, horizonDays: 3, startsOn: null, endsOn: null, lines });
  const left = model.onHand + quantity - model.planned;
  if (!model.byHand && left < model.committed) return expect(saved).rejects.toMatchObject({ code: "rows_refused" });
  await saved;
  if (model.byHand) return;
  model.onHand = left;
  model.planned = quantity;
}

/** What is available goes. A level that was written off at the close is as one that somebody wrote off. */
async function close(scene: Scene): Promise<void> {
  const { model, carries } = scene;
  const free = model.onHand - model.committed;
  await closeDay(owner, { day: tomorrow }, evening);
  if (free === 0) return;
  if (!carries) return change(scene, -free, true);
  model.onHand -= free;
  model.carried += free;
}

async function undo(which: number, { model }: Scene): Promise<void> {
  const entry = model.entries[which % (model.entries.length || 1)];
  if (!entry) return;
  const undone = undoEntry(owner, { entryId: entry.id });
  const left = model.onHand - entry.delta;
  if (left < model.committed) return expect(undone).rejects.toMatchObject({ code: "below_promised" });
  await undone;
  model.onHand = left;
  model.entries = model.entries.filter((other) => other !== entry);
}

async function settleOne(how: "cancel" | "complete", which: number, { model }: Scene): Promise<void> {
  const order = model.open[which % (model.open.length || 1)];
  if (!order) return;
  if (how === "cancel") await cancelOrder(owner, { orderId: order.id, reason: "Oven broke" });
  else {
    await markOrderReady(owner, { orderId: order.id });
    await completeOrder(owner, { orderId: order.id });
    model.onHand -= order.units;
  }
  model.open = model.open.filter((other) => other !== order);
}
