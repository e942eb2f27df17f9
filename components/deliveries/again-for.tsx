import { placeWords } from "@/components/deliveries/delivery-words";
import { SendAgain } from "@/components/deliveries/send-again";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import type { DeliveryRow } from "@/lib/deliveries/delivery-row";

/** What is needed to send again: the action if the role may, and what a form without JavaScript was told. */
export type Sending = { action: StaffAction | null; refused: { id: string; words: string } | null };

/** "Send again" where a message is settled and the role may; nothing otherwise. */
export function AgainFor({ row, sending }: { row: DeliveryRow; sending: Sending }) {
  const settled = row.state !== "waiting" && row.state !== "sending" && row.state !== "withdrawn";
  if (!sending.action || !settled) return null;
  return (
    <SendAgain
      id={row.id}
      action={sending.action}
      warning={warningFor(row)}
      refused={sending.refused?.id === row.id ? sending.refused.words : undefined}
    />
  );
}

function warningFor(row: DeliveryRow): string | undefined {
  if (row.state !== "unknown") return undefined;
  const whom = row.place === "customer" ? "the customer" : placeWords(row).toLowerCase();
  return `This message may already have arrived: its answer was lost. Sent again, ${whom} could get it twice.`;
}
