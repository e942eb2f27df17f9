import type { Topic } from "@/lib/db/announce";
import { type Picture, pictureOfOne, pictureOfRows } from "@/lib/live/picture";
import { readBoard, readCarts, readLevels, readOrdering, readOrders, readSlots } from "@/lib/live/queries";
import type { LiveKind } from "@/lib/live/rules";
import type { Permission } from "@/lib/permission";
import { readPlaces } from "@/lib/waiting/queries";

type Source = {
  /** The announcements after which topics of this kind are read again. They are read every few seconds anyway. */
  touchedBy: readonly Topic[];
  /** Who may hear them; everyone who knows the topic, unless said. */
  needs?: Permission;
  /** Reads topics by their subjects, in as few statements for many as for one. One about which there is nothing to say is left out. */
  read: (subjects: readonly string[]) => Promise<Map<string, Picture>>;
};

/** Where each kind of topic comes from. */
export const sources: Readonly<Record<LiveKind, Source>> = {
  stock: { touchedBy: ["stock", "shop"], read: readStock },
  slots: { touchedBy: ["stock", "shop"], read: readTimes },
  ordering: { touchedBy: ["shop"], read: readOnlyOrdering },
  order: { touchedBy: ["orders"], read: readOrderPages },
  cart: { touchedBy: ["stock"], read: readHeld },
  place: { touchedBy: ["waiting", "stock"], read: readPlacePages },
  board: { touchedBy: ["orders", "deliveries"], needs: "orders.view", read: readOnlyBoard },
};

async function readStock(days: readonly string[]): Promise<Map<string, Picture>> {
  const read = [...(await readLevels(days))].map(([day, levels]) => {
    const picture = pictureOfRows({
      rows: levels,
      key: (level) => level.variantId,
      mark: ({ version, available, inCheckout }) => `${version}:${available}:${inCheckout}`,
      say: ({ rows, ...said }) => ({ event: "stock", data: { day, levels: rows, ...said } }),
    });
    return [day, picture] as const;
  });
  return new Map(read);
}

async function readTimes(days: readonly string[]): Promise<Map<string, Picture>> {
  const slots = await readSlots(days);
  return new Map(
    days.map((day) => {
      const picture = pictureOfRows({
        rows: slots.get(day) ?? [],
        key: (slot) => slot.id,
        mark: ({ version, room, alone, state }) => `${version}:${room}:${alone}:${state}`,
        say: ({ rows, ...said }) => ({ event: "slots", data: { day, slots: rows, ...said } }),
      });
      return [day, picture] as const;
    }),
  );
}

async function readOnlyOrdering(): Promise<Map<string, Picture>> {
  const ordering = await readOrdering();
  const data = { ...ordering, readAt: Date.now() };
  return new Map([["", pictureOfOne(JSON.stringify(ordering), { event: "ordering", data })]]);
}

async function readOrderPages(tokens: readonly string[]): Promise<Map<string, Picture>> {
  const read = await readOrders(tokens);
  return new Map(
    [...read].map(([token, order]) => [token, pictureOfOne(`${order.revision}`, { event: "order", data: order })]),
  );
}

async function readHeld(cartIds: readonly string[]): Promise<Map<string, Picture>> {
  const carts = await readCarts(cartIds);
  return new Map(
    carts.map((cart) => [cart.cartId, pictureOfOne(JSON.stringify(cart.held), { event: "cart", data: cart })]),
  );
}

async function readPlacePages(tokens: readonly string[]): Promise<Map<string, Picture>> {
  const read = await readPlaces(tokens);
  return new Map(
    [...read].map(([token, place]) => {
      const mark = `${place.version}:${place.until}:${place.inCart}:${place.passedOver}`;
      return [token, pictureOfOne(mark, { event: "place", data: place })];
    }),
  );
}

async function readOnlyBoard(): Promise<Map<string, Picture>> {
  const board = await readBoard();
  const picture = pictureOfRows({
    rows: board.orders,
    key: (order) => order.id,
    mark: ({ revision }) => `${revision}`,
    rest: JSON.stringify([board.counts, board.trouble]),
    say: ({ rows, ...said }) => ({ event: "board", data: { ...board, orders: rows, ...said } }),
  });
  return new Map([["", picture]]);
}
