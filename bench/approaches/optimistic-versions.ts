import { setTimeout as sleep } from "node:timers/promises";
import type { Approach } from "./approach";
import { readCounters, saleSql } from "./tables";

const write = saleSql("sold + 1", "version = $3");
/** A customer waits a few seconds, not for ever. */
const mostTries = 40;
const pauseMs = 20;

/** Reads without a lock, and writes only if nobody else wrote meanwhile; else begins anew after a pause of chance. */
export const optimisticVersions: Approach = {
  name: "optimistic versions",
  open: async (pool) => {
    let beganAnew = 0;
    return {
      sell: async (item, order) => {
        for (let tries = 1; tries <= mostTries; tries += 1) {
          const { left, version } = await readCounters(pool, item);
          if (left < 1) return "none left";
          const { rowCount } = await pool.query({ name: "optimistic", text: write, values: [item, order, version] });
          if (rowCount === 1) return "sold";
          beganAnew += 1;
          await sleep(Math.random() * pauseMs);
        }
        return "gave up";
      },
      beganAnew: () => beganAnew,
      close: async () => {},
    };
  },
};
