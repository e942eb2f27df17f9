import type { Approach } from "./approach";
import { readLeft, type Sale, saveSales } from "./tables";

const saveEveryMs = 1_000;

/** One process knows in its memory what is left, says yes at once, and writes it down every second. */
export const ownerSavingLater: Approach = {
  name: "owner in memory, saving later",
  open: async (pool) => {
    const left = await readLeft(pool);
    const waiting: Sale[] = [];
    const save = async () => {
      const sales = waiting.splice(0);
      if (sales.length > 0) await saveSales(pool, sales);
    };
    let saving = Promise.resolve();
    const clock = setInterval(() => (saving = saving.then(save)), saveEveryMs);
    return {
      sell: async (item, order) => {
        const now = left.get(item) ?? 0;
        if (now < 1) return "none left";
        left.set(item, now - 1);
        waiting.push({ item, order });
        return "sold";
      },
      close: async () => {
        clearInterval(clock);
        await saving;
        await save();
      },
    };
  },
};
