import { againOffer } from "@/components/deliveries/again-words";
import s from "@/components/deliveries/deliveries.module.css";
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
  const offer = againOffer(row);
  const refused = sending.refused?.id === row.id ? sending.refused.words : undefined;
  return (
    <div className={s.ways}>
      {row.state === "unknown" && sending.arrived && <ItArrived id={row.id} action={sending.arrived} />}
      {sending.again && offer && <SendAgain id={row.id} action={sending.again} offer={offer} refused={refused} />}
    </div>
  );
}
