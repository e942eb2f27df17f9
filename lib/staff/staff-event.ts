import type { NewEvent } from "@/lib/history/record-event";

type Member = { id: string; name: string; email: string; role: string };

/** An event about someone on the staff; their address is kept apart, so that it can be erased. */
export function staffEvent(type: string, { id, name, email, role }: Member): NewEvent {
  const subject = { kind: "staff", id, name } as const;
  return { type, subject, at: new Date(), snapshot: { role }, personal: { snapshot: { email } } };
}
