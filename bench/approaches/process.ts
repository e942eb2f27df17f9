import { fork } from "node:child_process";
import { drive, type Load } from "../load";
import { leash } from "../web";
import { approaches } from "./all";
import type { Answer, Seller } from "./approach";
import { openPool } from "./tables";

/** Buyers that a process serves: `name` keeps their orders apart from those of others. */
export type Work = { name: string; items: string[]; clients: number; count: number };
export type Done = { load: Load; sold: string[]; refused: number; gaveUp: number; failed: number; beganAnew: number };

/** A process that sells, held from outside. */
export type Process = {
  work(work: Work): Promise<Done>;
  /** One buyer from outside the process: what they were told, if they were. */
  sell(item: string, order: string): Promise<Answer>;
  kill(): Promise<void>;
  /** Ends it in good order: whatever it still has to write is written. */
  stop(): Promise<void>;
};

type Order = { id: number } & (
  | { do: "work"; work: Work }
  | { do: "sell"; item: string; order: string }
  | { do: "stop" }
);
type Message = { id: number; answer?: unknown; failed?: string };

export async function startProcess(approach: string, url: string): Promise<Process> {
  const child = fork(new URL(import.meta.url).pathname, ["sell", approach, url], {
    execArgv: ["--import", "tsx", "--import", leash],
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  child.on("message", ({ id, answer, failed }: Message) => {
    if (failed === undefined) waiting.get(id)?.resolve(answer);
    else waiting.get(id)?.reject(new Error(failed));
  });
  child.on("error", () => {});
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let next = 0;
  const ask = <Result>(order: Record<string, unknown> | null): Promise<Result> => {
    const id = next++;
    const asked = Promise.withResolvers<unknown>();
    waiting.set(id, asked);
    if (order) child.send({ id, ...order }, () => {});
    return asked.promise as Promise<Result>;
  };
  await ask(null);
  return {
    work: (work) => ask({ do: "work", work }),
    sell: (item, order) => ask({ do: "sell", item, order }),
    kill: () => {
      child.kill("SIGKILL");
      return gone;
    },
    stop: async () => {
      await ask({ do: "stop" });
      child.kill("SIGTERM");
      await gone;
    },
  };
}

async function serve(name: string, url: string): Promise<void> {
  const pool = openPool(url);
  const seller = await approaches.find((approach) => approach.name === name)?.open(pool);
  if (!seller) throw new Error(`There is no approach ${name}.`);
  // The leash lets go of it; here it is what there is to wait for.
  process.channel?.ref();
  process.on("message", async (order: Order) => {
    const told = await obey(seller, order).then(
      (answer) => ({ answer }),
      (error: unknown) => ({ failed: String(error) }),
    );
    process.send?.({ id: order.id, ...told });
  });
  process.send?.({ id: 0 });
}

function obey(seller: Seller, order: Order): Promise<unknown> {
  if (order.do === "sell") return seller.sell(order.item, order.order);
  return order.do === "work" ? work(seller, order.work) : seller.close();
}

async function work(seller: Seller, { name, items, clients, count }: Work): Promise<Done> {
  const done = { sold: [] as string[], refused: 0, gaveUp: 0, failed: 0 };
  const before = seller.beganAnew?.() ?? 0;
  const load = await drive(clients, count, async (index) => {
    const order = `${name} ${index}`;
    const answer = await seller.sell(items[index % items.length] ?? "", order).catch(() => "failed" as const);
    if (answer === "sold") done.sold.push(order);
    else if (answer === "none left") done.refused += 1;
    else if (answer === "gave up") done.gaveUp += 1;
    else done.failed += 1;
    return answer === "sold";
  });
  return { load, ...done, beganAnew: (seller.beganAnew?.() ?? 0) - before };
}

if (process.argv[2] === "sell") await serve(process.argv[3] ?? "", process.argv[4] ?? "");
