import type pg from "pg";

/** What a buyer of one unit is told. "gave up" is neither: the shop could not find out in time. */
export type Answer = "sold" | "none left" | "gave up";

/** One process that sells. */
export type Seller = {
  /** Sells one unit of an item under an order's id. Whoever hears "sold" counts on it. */
  sell(item: string, order: string): Promise<Answer>;
  /** How often it had to begin anew so far. */
  beganAnew?(): number;
  /** Ends it in good order. */
  close(): Promise<void>;
};

/** A way to sell what can run out. `open` makes a process sell; the pool is the process's own. */
export type Approach = {
  name: string;
  open(pool: pg.Pool): Promise<Seller>;
};
