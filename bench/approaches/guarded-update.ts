import type { Approach } from "./approach";
import { saleSql } from "./tables";

const write = saleSql("sold + 1", "on_hand - sold >= 1");

/** One statement that counts only if something is left. It locks the row like `FOR UPDATE`, and looks again once it has it. */
export const guardedUpdate: Approach = {
  name: "one guarded statement",
  open: async (pool) => ({
    sell: async (item, order) => {
      const { rowCount } = await pool.query({ name: "guarded update", text: write, values: [item, order] });
      return rowCount === 1 ? "sold" : "none left";
    },
    close: async () => {},
  }),
};
