import type { Approach } from "./approach";
import { readCounters, saleSql, transact } from "./tables";

const write = saleSql("$3");

/** Reads what is left, looks, writes what it makes of it: `item.stock -= 1; item.save()`. In a transaction, which does not help. */
export const checkThenWrite: Approach = {
  name: "check, then write",
  open: async (pool) => ({
    sell: (item, order) =>
      transact(pool, async (tx) => {
        const { left, sold } = await readCounters(tx, item);
        if (left < 1) return "none left";
        await tx.query({ name: "check then write", text: write, values: [item, order, sold + 1] });
        return "sold";
      }),
    close: async () => {},
  }),
};
