import type { CustomerChange } from "@/lib/settings/rules-of-own-orders";

/** What customers may do with an order of theirs themselves. */
export type OwnOrders = {
  /** Minutes after placing in which they may cancel it while it is not accepted. 0: they cannot. */
  customerCancelMinutes: number;
  /** Until when they may change it. */
  customerChange: CustomerChange;
};

/** The columns of the shop that hold it. */
export const ownOrderFields = { customerCancelMinutes: true, customerChange: true } as const;

/** What customers may do in a shop whose owner has said nothing. */
export const newOwnOrders: OwnOrders = { customerCancelMinutes: 30, customerChange: "until_accepted" };
