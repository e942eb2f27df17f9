import { beforeAll, expect, test } from "vitest";
import { addToCart } from "@/lib/checkout/add-to-cart";
import { holdCart } from "@/lib/checkout/hold-cart";
import { leaveCheckout } from "@/lib/checkout/leave-checkout";
import { type CartView, readCart } from "@/lib/checkout/queries";
import { followLine } from "@/lib/checkout/rules";
import { db } from "@/lib/db/client";
import { readMessages } from "@/lib/live/pictures";
import { useDatabase } from "@/tests/support/database";
import { buy, openShop, stock, tomorrow } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

/** The lines of an open page: as they were rendered, by what its stream says now. */
async function followed({ id, lines }: CartView) {
  const messages = await readMessages([`stock:${tomorrow}`, `cart:${id}`]);
  const levels = messages.flatMap((message) => (message.event === "stock" ? message.data.levels : []));
  const held = messages.flatMap((message) => (message.event === "cart" ? message.data.held : []));
  return lines.map((line) =>
    followLine(
      line,
      levels.find(({ variantId }) => variantId === line.variantId),
      held.find(({ variantId }) => variantId === line.variantId)?.units ?? 0,
    ),
  );
}

test("an open cart comes to what the shop says of it, whatever it holds itself and others buy", async () => {
  await db().shop.updateMany({ data: { holdMinutes: 10 } });
  const [rye, bun] = [await stock(5), await stock(1)];
  const { token } = await addToCart(undefined, { ...rye, quantity: 3, day: tomorrow });
  await addToCart(token, { ...bun, quantity: 1, day: tomorrow });
  const rendered = (await readCart(token, null))!;
  const agrees = async () => expect(await followed(rendered)).toEqual((await readCart(token, null))!.lines);
  await agrees();
  await holdCart({ token, address: "192.0.2.1", fallback: null });
  await agrees();
  expect((await followed(rendered)).flatMap(({ notices }) => notices)).toEqual([]);
  await buy(rye, 2);
  await agrees();
  await db().$executeRaw`UPDATE holds SET ends_at = now() - interval '1 second'`;
  await agrees();
  await buy(bun, 1);
  await agrees();
  await leaveCheckout(token);
  await buy(rye, 2);
  await agrees();
  expect((await followed(rendered)).map(({ notices }) => notices)).toEqual([
    [{ kind: "short", available: 1 }],
    [{ kind: "sold_out" }],
  ]);
});

test("what a cart holds is told with the moment of the reading, by the clock that its page was rendered by", async () => {
  const rye = await stock(2);
  const { token } = await addToCart(undefined, { ...rye, quantity: 1, day: tomorrow });
  const before = (await readCart(token, null))!;
  const [message] = await readMessages([`cart:${before.id}`]);
  const after = (await readCart(token, null))!;
  const readAt = message?.event === "cart" ? message.data.readAt : Number.NaN;
  expect(readAt).toBeGreaterThanOrEqual(before.hold.now.getTime());
  expect(readAt).toBeLessThanOrEqual(after.hold.now.getTime() + 1);
});
