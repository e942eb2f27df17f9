import type { OrderSnapshot } from "@/lib/orders/snapshot";

type About = { snapshot: OrderSnapshot; previous: Record<string, unknown> | null };

/** An order's event with nothing in it about a person, for a destination that is not to have that. */
export function withoutPersons<Event extends About>(event: Event): Event {
  const { customer: _customer, note: _note, ...before } = event.previous ?? {};
  const blank = { customer: { name: "", email: "", phone: "" }, note: "", cancelReason: "" };
  return { ...event, snapshot: { ...event.snapshot, ...blank }, previous: before };
}
