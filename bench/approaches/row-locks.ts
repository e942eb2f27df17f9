import type { Approach } from "./approach";
import { readCounters, saleSql, transact } from "./tables";

const write = saleSql("sold + 1");

/** Locks the item's row, looks, and writes: what the shop does. */
export const rowLocks: Approach = {
  name: "row locks (ours)",
  open: async (pool) => ({
    sell: (item, order) =>
      transact(pool, async (tx) => {
        const { left } = await readCounters(tx, item, "FOR UPDATE");
        if (left < 1) return "none left";
        await tx.query({ name: "row locks", text: write, values: [item, order] });
        return "sold";
      }),
    close: async () => {},
  }),
};
