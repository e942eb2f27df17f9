import type { World } from "@/e2e/support/history";

/** A place of a page that follows the shop: how it is read there, what it should say, and for how long at most it may say what is true no more. */
export type Said = { named: string; within: number; read: () => string; tell: (world: World) => string };

/**
 * A page hears of a change at once, and if that was lost, within the four seconds after which the shop looks again. The rest is for a machine that has
 * three hundred customers, a dozen browsers and this test to carry on two cores: a promise that numbers do not stay old, and no measure of speed.
 */
const live = 10_000;
/**
 * The staff's pages are drawn by the shop, one drawing after the other: what is shown may be as old as one that began just before the change and the one
 * after it, and in a rush each stands behind the orders of customers.
 */
const drawn = 30_000;

type Level = { on_hand: number; committed: number; held: number };

/** What the baguettes’ level of a day makes pages say. A page reads for itself, and knows nothing of this file: hence the names in it. */
export function saidOfStock(levelId: string): Record<StockPage, Said> {
  const levelIn = (world: World) => world.stock_levels.get(levelId) as Level | undefined;
  const leftIn = (world: World) => {
    const { on_hand, committed, held } = levelIn(world) ?? { on_hand: 0, committed: 0, held: 0 };
    return on_hand - committed - held;
  };
  const tally = (left: number, plenty: string) => {
    if (left > 5) return plenty;
    return left <= 0 ? "Sold out" : left === 1 ? "Last one" : `${left} left`;
  };
  return {
    item: {
      named: "the item’s page",
      within: live,
      read: () => document.querySelector("main .left .tally")?.textContent ?? "",
      tell: (world) => tally(leftIn(world), "Plenty left"),
    },
    card: {
      named: "the catalogue",
      within: live,
      read: () => document.querySelector("#baguettes :is(.tally, .stamp)")?.textContent ?? "",
      tell: (world) => tally(leftIn(world), ""),
    },
    cart: {
      named: "a cart with three",
      within: live,
      read: () =>
        /Only \d left|Sold out/.exec(document.querySelector("main .lines .notice")?.textContent ?? "")?.[0] ?? "",
      tell: (world) => {
        const left = leftIn(world);
        return left >= 3 ? "" : left <= 0 ? "Sold out" : `Only ${left} left`;
      },
    },
    staff: {
      named: "the staff’s stock",
      within: drawn,
      read: () => {
        const rows = [...document.querySelectorAll("tr[data-row]")];
        const row = rows.find(({ textContent }) => textContent?.includes("Long baguette"));
        return [...(row?.querySelectorAll("td.num") ?? [])].map(({ textContent }) => textContent).join(" ");
      },
      tell: (world) => {
        const { on_hand, committed, held } = levelIn(world) ?? { on_hand: 0, committed: 0, held: 0 };
        return [on_hand, committed || "–", held || "–", leftIn(world)].join(" ");
      },
    },
  };
}
type StockPage = "item" | "card" | "cart" | "staff";

/** How many were ordered today, in the staff's overview. */
export const ordersToday: Said = {
  named: "the staff’s overview",
  within: drawn,
  read: () => {
    const fact = [...document.querySelectorAll("dt")].find(({ textContent }) => textContent === "Orders today");
    return fact?.nextElementSibling?.querySelector("b")?.textContent ?? "";
  },
  tell: (world) => String([...world.orders.values()].filter(({ status }) => status !== "cancelled").length),
};

/** Whether the first time of the day has room, at checkout. */
export function saidOfFirstTime(slotId: string): Said {
  return {
    named: "the times at checkout",
    within: live,
    read: () => document.querySelector(".times label small")?.textContent ?? "",
    tell: (world) => {
      const { capacity, taken } = (world.pickup_slots.get(slotId) ?? { capacity: 1, taken: 0 }) as Record<
        string,
        number
      >;
      return taken! < capacity! ? "" : "Full";
    },
  };
}

/** Where somebody stands in line, on their own page. */
export function saidOfPlace(token: string): Said {
  return {
    named: "a place in line",
    within: live,
    read: () => document.querySelector("h1#place")?.textContent ?? "",
    tell: ({ waiting_places }) => {
      const places = [...waiting_places.values()];
      const own = places.find((place) => place.token === token);
      if (own?.state === "offered") return "It is your turn";
      if (own?.state === "taken") return "You ordered it";
      if (own?.state !== "waiting") return "Take your place in line";
      const ahead = places.filter(
        ({ state, position }) => state === "waiting" && Number(position) < Number(own.position),
      ).length;
      if (ahead === 0) return "You are next in line";
      return ahead === 1 ? "One is before you in line" : `${ahead} are before you in line`;
    },
  };
}

/** When an order is collected, on its customer's page. */
export function saidOfOrder(token: string, times: Readonly<Record<number, string>>): Said {
  return {
    named: "the order’s page",
    within: live,
    read: () => /^From (.*?)(?:,|$)/.exec(document.querySelector(".where p")?.textContent ?? "")?.[1] ?? "",
    tell: ({ orders }) => {
      const own = [...orders.values()].find((order) => order.token === token);
      return times[Number(own?.slot_starts_minute)] ?? "";
    },
  };
}
