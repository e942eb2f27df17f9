import type { Approach } from "./approach";
import { readLeft, type Sale, saveSales } from "./tables";

type Buyer = Sale & { told: PromiseWithResolvers<"sold"> };

/**
 * One process knows what is left, and writes down together whoever came while the last group was being written. Nobody is told before their group
 * is committed.
 */
export const ownerSavingInGroups: Approach = {
  name: "owner in memory, saving in groups",
  open: async (pool) => {
    const left = await readLeft(pool);
    let waiting: Buyer[] = [];
    let saving: Promise<void> | undefined;
    const save = async () => {
      while (waiting.length > 0) {
        const group = waiting;
        waiting = [];
        await saveSales(pool, group).then(
          () => group.forEach(({ told }) => void told.resolve("sold")),
          (error: unknown) => {
            // Nothing of the group is written: its units are there again.
            for (const { item, told } of group) {
              left.set(item, (left.get(item) ?? 0) + 1);
              told.reject(error);
            }
          },
        );
      }
      saving = undefined;
    };
    return {
      sell: (item, order) => {
        const now = left.get(item) ?? 0;
        if (now < 1) return Promise.resolve("none left");
        left.set(item, now - 1);
        const told = Promise.withResolvers<"sold">();
        waiting.push({ item, order, told });
        saving ??= Promise.resolve().then(save);
        return told.promise;
      },
      close: async () => void (await saving),
    };
  },
};
