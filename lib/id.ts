import { randomBytes, randomFillSync } from "node:crypto";
import { monotonicFactory } from "ulid";

export type IdPrefix =
  | "itm"
  | "cat"
  | "var"
  | "lvl"
  | "cod"
  | "ord"
  | "lin"
  | "evt"
  | "dlv"
  | "dst"
  | "stf"
  | "ses"
  | "lnk"
  | "sal"
  | "prf"
  | "cls"
  | "stk"
  | "imp"
  | "hld"
  | "plc"
  | "drp"
  | "wsh"
  | "slt";

/** Within one millisecond an id is the one before it and one more. */
const nextUlid = monotonicFactory(nextRandom);

/** A new id that says what it is of and sorts by the time it was made, among those of this process to the last one: `ord_01J...`. No secret: the next one can be guessed from it. `newToken` and `newCartId` make secrets. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${nextUlid()}`;
}

const pool = new Uint32Array(1024);
let used = pool.length;

/** Random numbers from 0 to 1, drawn from the system a thousand at a time: one by one they cost more than the rest of an id. */
function nextRandom(): number {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return (pool[used++] ?? 0) / 2 ** 32;
}

/** The id of a new cart, of 128 random bits. A secret: whoever names a cart that was spent is shown its order, so that a form that is sent again finds it. */
export function newCartId(): string {
  return `crt_${randomBytes(16).toString("hex")}`;
}

/** 128 random bits as 22 URL-safe characters: the address of an order's page, the value of a cart's cookie. */
export function newToken(): string {
  return randomBytes(16).toString("base64url");
}
