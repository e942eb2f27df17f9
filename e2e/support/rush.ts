import { setTimeout as sleep } from "node:timers/promises";
import type { Shop } from "@/e2e/support/shop";

/** A pickup time as the API names it: its id, and what the shop's clock shows. */
export type Slot = { id: string; words: string };
type Placed = { token: string; url: string; slot: string };
export type Rush = { placed: Placed[]; refused: Record<string, number> };

type Answer = { status: number; code: string; order: { token: string }; url: string };
type Wanted = { sku: string; key: string; quantity?: number; slot?: Slot; email?: string; from?: string };

/** More tries than any shop that goes on serving needs. */
const mostTries = 40;

/**
 * So many customers come at the same moment, each from an address of their own, for one unit and the earliest of the times; who finds it full takes the next. Who is asked to
 * come again comes again with the same key, after the time that was named. Returns who was served, and how many heard which refusal.
 */
export async function buyAtOnce(
  shop: Shop,
  { sku, buyers, slots }: { sku: string; buyers: number; slots: Slot[] },
): Promise<Rush> {
  const rush: Rush = { placed: [], refused: {} };
  const buy = async (buyer: number) => {
    for (const slot of slots) {
      const wanted = { sku, slot, key: `saturday-${shop.firstDay}-${buyer}`, email: `buyer.${buyer}@example.org` };
      const from = `198.18.${1 + (buyer >> 8)}.${buyer & 255}`;
      const { status, code, order, url } = await untilAnswered(shop, { ...wanted, from });
      if (code === "slot_full") continue;
      if (status === 201) rush.placed.push({ token: order.token, url, slot: slot.words });
      else rush.refused[code] = (rush.refused[code] ?? 0) + 1;
      return;
    }
  };
  await Promise.all(Array.from({ length: buyers }, (_, buyer) => buy(buyer)));
  return rush;
}

/** One order, as it is answered. */
export async function orderOne(shop: Shop, sku: string, quantity = 1): Promise<Pick<Answer, "status" | "code">> {
  const { status, code } = await ask(shop, { sku, quantity, key: `one-${process.hrtime.bigint()}-of-many` });
  return { status, code };
}

/** From now on somebody comes by all the while and would have one. Returns what ends it, and tells what they were answered, how often. */
export async function keepComingBy(shop: Shop, sku: string): Promise<() => Promise<Record<string, number>>> {
  const answers: Record<string, number> = {};
  let over = false;
  const coming = (async () => {
    while (!over) {
      const { status, code } = await orderOne(shop, sku);
      const answer = code ?? String(status);
      answers[answer] = (answers[answer] ?? 0) + 1;
      await sleep(100);
    }
  })();
  return async () => {
    over = true;
    await coming;
    return answers;
  };
}

/** From now on sixty customers stand in line for more than there is: whoever is refused is back at once. Returns what ends it. */
export async function rushTo(shop: Shop, sku: string): Promise<() => Promise<void>> {
  let over = false;
  const first = Promise.withResolvers<void>();
  const come = async () => {
    while (!over) {
      await orderOne(shop, sku, 99);
      first.resolve();
    }
  };
  const coming = Promise.all(Array.from({ length: 60 }, come)).then(() => undefined);
  await first.promise;
  return () => {
    over = true;
    return coming;
  };
}

/**
 * From now on more order than are answered soon, from networks of their own, for what nobody can be given: somebody holds its stock. Returns what ends both.
 */
export async function crowd(shop: Shop, sku: string): Promise<() => Promise<void>> {
  const release = await shop.database.hold(
    "SELECT 1 FROM stock_levels l JOIN variants v ON v.id = l.variant_id WHERE v.sku = $1 FOR UPDATE OF l",
    [sku],
  );
  let over = false;
  let away = () => {};
  const crowded = new Promise<void>((resolve) => (away = resolve));
  const come = async (buyer: number) => {
    while (!over) {
      const came = performance.now();
      const { code } = await ask(shop, { sku, key: `one-of-a-crowd-${sku}-${buyer}`, from: `198.18.0.${buyer}` });
      if (code === "busy") away();
      // Who waited in line leaves a place there, and takes it again before anybody else can.
      if (performance.now() - came < 1_000) await sleep(100);
    }
  };
  const coming = Promise.all(Array.from({ length: 40 }, (_, buyer) => come(buyer)));
  await crowded;
  return async () => {
    over = true;
    await release();
    await coming;
  };
}

async function untilAnswered(shop: Shop, wanted: Wanted): Promise<Answer> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const answer = await ask(shop, wanted);
    if (answer.status !== 503) return answer;
    await sleep(answer.retryAfter * 1_000);
  }
  throw new Error(`Asked to come again ${mostTries} times.`);
}

async function ask(shop: Shop, { sku, key, quantity = 1, slot, email = "somebody@example.org", from }: Wanted) {
  const response = await fetch(`${shop.url}/api/v1/orders`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": key, ...(from && { "X-Forwarded-For": from }) },
    body: JSON.stringify({
      lines: [{ sku, quantity }],
      customer: { name: "One of many", email },
      pickup: { day: shop.firstDay, ...(slot && { slot: slot.id }) },
    }),
  });
  const body = (await response.json()) as Omit<Answer, "status">;
  return { ...body, status: response.status, retryAfter: Number(response.headers.get("Retry-After")) };
}
