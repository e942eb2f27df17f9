import type { Shop } from "@/lib/settings/queries";
import type { MessageKind } from "@/lib/settings/words";
import { formatClock } from "@/lib/time";

/** Each letter as staff read of it: what it is, and when it goes. */
export const letterNames: Readonly<Record<MessageKind, { title: string; when: string }>> = {
  placed: { title: "The order is in", when: "As soon as somebody ordered." },
  accepted: { title: "The order is accepted", when: "When you accepted it, if you choose so." },
  ready: { title: "The order is ready", when: "When it can be collected." },
  reminder: { title: "A reminder", when: "Before the pickup, if you choose so." },
  changed: { title: "The order was changed", when: "When you changed it: the email lists what." },
  back: { title: "It is back, and kept", when: "When it is somebody’s turn on a waiting list." },
  gone: { title: "None came back", when: "When a waiting list ends: its day is over, or the item was archived." },
  cancelled: { title: "The order is cancelled", when: "With your reason." },
};

type Sending = Pick<Shop, "tellAccepted" | "remindPickup" | "remindPickupHours" | "remindPickupMinute" | "locale">;

/** Whether a letter is sent, in a few words; empty for one that always is. */
export function sendingWords(kind: MessageKind, shop: Sending): string {
  if (kind === "accepted") return shop.tellAccepted ? "Sent" : "Not sent";
  if (kind !== "reminder") return "";
  const { remindPickup, remindPickupHours, remindPickupMinute, locale } = shop;
  if (remindPickup === "never") return "Not sent";
  if (remindPickup === "evening") return `The day before at ${formatClock(remindPickupMinute, locale)}`;
  return remindPickupHours === 1 ? "An hour before the pickup" : `${remindPickupHours} hours before the pickup`;
}

/** "18:00" of a minute of the day, as a field takes it. */
export function clockValue(minute: number): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
