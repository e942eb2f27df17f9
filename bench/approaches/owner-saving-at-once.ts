import type { Approach } from "./approach";
import { readLeft, saleSql } from "./tables";

const write = saleSql("sold + 1");

/** One process knows what is left and takes the buyers of an item one after another: each is written down before the next is looked at. */
export const ownerSavingAtOnce: Approach = {
  name: "owner in memory, saving at once",
  open: async (pool) => {
    const left = await readLeft(pool);
    const turns = new Map<string, Promise<unknown>>();
    return {
      sell: (item, order) => {
        const sell = async () => {
          const now = left.get(item) ?? 0;
          if (now < 1) return "none left";
          await pool.query({ name: "save one", text: write, values: [item, order] });
          left.set(item, now - 1);
          return "sold";
        };
        const mine = (turns.get(item) ?? Promise.resolve()).then(sell);
        turns.set(
          item,
          mine.catch(() => {}),
        );
        return mine;
      },
      close: async () => void (await Promise.all(turns.values())),
    };
  },
};
