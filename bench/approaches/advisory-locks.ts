import type { Approach } from "./approach";
import { readCounters, saleSql, transact } from "./tables";

const write = saleSql("sold + 1");

/** Locks a number made of the item's name, which everyone must remember to do, and then looks and writes. */
export const advisoryLocks: Approach = {
  name: "advisory locks",
  open: async (pool) => ({
    sell: (item, order) =>
      transact(pool, async (tx) => {
        const text = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text";
        await tx.query({ name: "advisory lock", text, values: [item] });
        const { left } = await readCounters(tx, item);
        if (left < 1) return "none left";
        await tx.query({ name: "advisory locks", text: write, values: [item, order] });
        return "sold";
      }),
    close: async () => {},
  }),
};
