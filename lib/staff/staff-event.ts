import type { NewEvent } from "@/lib/history/record-event";

type Member = { id: string; name: string; email: string; role: string };
type Told = Pick<NewEvent, "previous" | "personal" | "told"> & { now?: NewEvent["snapshot"] };

/** An event about someone on the staff; their address is kept apart, so that it can be erased. `now` is what is so after it. */
export function staffEvent(type: string, { id, name, email, role }: Member, more: Told = {}): NewEvent {
  const subject = { kind: "staff", id, name } as const;
  const { now, personal, ...rest } = more;
  const apart = { ...personal, snapshot: { email, ...personal?.snapshot } };
  return { type, subject, at: new Date(), snapshot: { role, ...now }, personal: apart, ...rest };
}
