/** What goes first among what is due: higher first. Somebody waits at a page for the first kind; the last kind is written to many at once. */
const priorities: Readonly<Record<string, number>> = {
  "customer.code_asked": 1,
  "staff.reset_asked": 1,
  "drop.near": -1,
  "drop.called_off": -1,
  "drop.moved": -1,
  "waiting.over": -1,
  "waiting.shut": -1,
};

/** How an event's job, and the messages that it leads to, stand to others: 0 for most, more for what somebody waits for, less for letters to many. */
export function priorityOf(eventType: string): number {
  return priorities[eventType] ?? 0;
}
