import { db } from "@/lib/db/client";
import { listOrdersInTrouble } from "@/lib/deliveries/trouble";
import { readBoard } from "@/lib/live/queries";
import { countOpen, countOverdue, listBoard, listOpenOrders, listPlaced } from "@/lib/orders/board-queries";
import { everyOrder, type OrderFilter, orderFilterParams, readCursor } from "@/lib/orders/list-filter";
import { listOrders } from "@/lib/orders/list-queries";
import { countByDay, getOrder } from "@/lib/orders/queries";
import { listRefusedDemand } from "@/lib/reports/refused";
import { presetRange, type Range, rangeBefore, stepOf } from "@/lib/reports/rules";
import { readSales, readTotal } from "@/lib/reports/sales";
import { listSellThrough, listVariantThrough } from "@/lib/reports/sell-through";
import {
  countToPrint,
  listDueNext,
  listFailing,
  listNextPickups,
  readHours,
  readMissed,
  readToAccept,
  readTodayFigures,
} from "@/lib/reports/today";
import { listTodayLevels } from "@/lib/reports/today-stock";
import { listVariantSales } from "@/lib/reports/units";
import { listEntries, listLevelsAt } from "@/lib/stock/ledger-queries";
import { listLevels } from "@/lib/stock/queries";
import type { LedgerFilter } from "@/lib/stock/rules-of-ledger";
import { addDays, type Day, dayOf, instantAt, toDate } from "@/lib/time";

/** A page to be measured: its address, and the reads behind it. */
export type AdminAsk = { name: string; address: string; read: () => Promise<unknown> };

const timezone = "Europe/London";
const threeYears = 3 * 365 * 86_400_000;

/** What staff ask for, from the board to the far end of the list. */
export async function adminAsks(): Promise<AdminAsk[]> {
  const today = dayOf(new Date(), timezone);
  const { id, customerEmail } = await db().order.findFirstOrThrow({
    orderBy: { placedAt: "desc" },
    select: { id: true, customerEmail: true },
  });
  const item = await db().item.findFirstOrThrow({ orderBy: { name: "asc" }, select: { id: true } });
  const long = (day: Day) => addDays(day, -1_000);
  return [
    ...boardAsks(today),
    ...todayAsks(today),
    ...reportAsks(today),
    list("all orders", {}),
    list("all orders, three years back", {}, deep()),
    list("cancelled", { status: "cancelled" }),
    list("from the counter", { channel: "counter" }),
    list("with an item", { item: item.id }),
    list("for a day long past", { pickupFrom: long(today), pickupTo: long(today) }),
    list("for a month long past", { pickupFrom: addDays(long(today), -30), pickupTo: long(today) }),
    list("placed in a month long past, cancelled, with an item", {
      ...{ placedFrom: addDays(long(today), -30), placedTo: long(today), status: "cancelled", item: item.id },
    }),
    list("found by an email", { find: customerEmail }),
    list("found by a first name that thousands have", { find: "maya" }),
    list("found by a first name, three years back", { find: "maya" }, deep()),
    list("found by a whole name", { find: "maya lindqvist" }),
    list("found by the end of a phone number", { find: "0148" }),
    list("found by the beginning of every phone number", { find: "07700 9" }),
    list("found by a number", { find: "1000" }),
    list("not found", { find: "nobody at all" }),
    { name: "an order", address: `/admin/orders/${id}`, read: () => getOrder(id) },
    ...(await stockAsks(today)),
  ];
}

function boardAsks(today: Day): AdminAsk[] {
  const layout = () => Promise.all([listPlaced(), readBoard()]);
  const around = () => Promise.all([countByDay(today), countOverdue(today), countOpen()]);
  const all = async () => {
    const orders = await listOpenOrders(instantAt(today, 0, timezone));
    return listOrdersInTrouble(orders.map((order) => order.id));
  };
  const board = (name: string, address: string, read: () => Promise<unknown>) => ({ name, address, read });
  return [
    board("the board", "/admin/orders", () => Promise.all([layout(), around(), all()])),
    board("the board of a day", `/admin/orders?day=${today}`, () => listBoard(today)),
    board("the board, orders with a note", "/admin/orders?only=note", all),
    board("the board, one column in full", "/admin/orders?status=accepted", all),
  ];
}

function todayAsks(today: Day): AdminAsk[] {
  const from = instantAt(addDays(today, -6), 0, timezone);
  const read = async () => {
    await Promise.all([
      readToAccept(),
      readMissed(today, false),
      listFailing(),
      listNextPickups(today),
      listDueNext(today),
      countToPrint(),
    ]);
    await Promise.all([
      readTodayFigures(today, timezone, new Date()),
      readHours(from, timezone),
      listTodayLevels(today),
    ]);
  };
  return [{ name: "Today", address: "/admin", read }];
}

function reportAsks(today: Day): AdminAsk[] {
  const of = (name: string, range: Range) => ({
    name: `reports of ${name}`,
    address: `/admin/reports?from=${range.from}&to=${range.to}`,
    read: async () => {
      await readSales(range, stepOf("", range), timezone);
      await readTotal(rangeBefore(range), timezone);
      await listVariantSales(range, timezone);
      await listVariantThrough(range);
      await listSellThrough(range, 200);
      await listRefusedDemand(range, timezone);
    },
  });
  return [
    of("this week", presetRange("week", today)),
    of("twelve months", presetRange("year", today)),
    of("all five years", { from: addDays(today, -1_830), to: today }),
  ];
}

async function stockAsks(today: Day): Promise<AdminAsk[]> {
  const past = addDays(today, -400);
  const level = await db().stockLevel.findFirstOrThrow({
    where: { day: toDate(past) },
    select: { id: true, variantId: true },
  });
  const ledger = (name: string, filter: LedgerFilter, params: Record<string, string>) => ({
    name: `the ledger${name}`,
    address: `/admin/stock/ledger?${new URLSearchParams(params)}`,
    read: () => listEntries(filter, null),
  });
  return [
    { name: "the stock", address: "/admin/stock", read: () => listLevels(today) },
    ledger("", {}, {}),
    ledger(" of a variant", { variantId: level.variantId }, { variant: level.variantId }),
    ledger(" of a variant's day", { variantId: level.variantId, day: past }, { variant: level.variantId, day: past }),
    ledger(", what was thrown away", { reason: "written_off" }, { reason: "written_off" }),
    {
      name: "the stock at a past moment",
      address: `/admin/stock/moment?day=${past}&on=${past}&time=12:00`,
      read: () => listLevelsAt(past, instantAt(past, 720, timezone)),
    },
  ];
}

function list(name: string, change: Partial<OrderFilter>, page = ""): AdminAsk {
  const filter = { ...everyOrder, ...change };
  const params = orderFilterParams(filter);
  if (page) params.set("page", page);
  return {
    name,
    address: `/admin/orders/all?${params}`,
    read: () => listOrders({ filter, timezone, cursor: readCursor(page) }),
  };
}

function deep(): string {
  return `older.${Date.now() - threeYears}.ord_0`;
}
