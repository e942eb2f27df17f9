import s from "@/components/deliveries/deliveries.module.css";
import { placeWords } from "@/components/deliveries/delivery-words";
import { ItArrived, SendAgain } from "@/components/deliveries/send-again";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import type { DeliveryRow } from "@/lib/deliveries/delivery-row";

/** What is needed to settle a message by hand: the actions if the role may, and what a form without JavaScript was told. */
export type Sending = {
  again: StaffAction | null;
  arrived: StaffAction | null;
  refused: { id: string; words: string } | null;
};

/** "Send again" where a message is settled and the role may, and of one whose fate is unknown "It arrived"; nothing otherwise. */
export function AgainFor({ row, sending }: { row: DeliveryRow; sending: Sending }) {
  const settled = row.state !== "waiting" && row.state !== "sending" && row.state !== "withdrawn";
  const refused = sending.refused?.id === row.id ? sending.refused.words : undefined;
  if (!sending.again || !settled) return null;
  return (
    <div className={s.ways}>
      {row.state === "unknown" && sending.arrived && <ItArrived id={row.id} action={sending.arrived} />}
      <SendAgain id={row.id} action={sending.again} warning={warningFor(row)} refused={refused} />
    </div>
  );
}

function warningFor(row: DeliveryRow): string | undefined {
  if (row.state !== "unknown") return undefined;
  const whom = row.place === "customer" ? "the customer" : placeWords(row).toLowerCase();
  return `This message may already have arrived: its answer was lost. Sent again, ${whom} could get it twice.`;
}
