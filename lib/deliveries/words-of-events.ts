/** What became of an order, in a word or two, by the event's type. */
export const becameWords: Readonly<Record<string, string>> = {
  "order.placed": "placed",
  "order.accepted": "accepted",
  "order.ready": "ready",
  "order.completed": "completed",
  "order.not_collected": "not collected",
  "order.cancelled": "cancelled",
  "order.changed": "changed",
};
