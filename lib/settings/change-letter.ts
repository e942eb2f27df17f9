import { type Actor, requirePermission } from "@/lib/actor";
import { changeShop } from "@/lib/settings/change-shop";
import type { LetterInput } from "@/lib/settings/letter-input";
import { getShop } from "@/lib/settings/queries";
import { ownOnly } from "@/lib/settings/words";

/**
 * Sets the words of one letter to customers, and when it is sent where that is the shop's choice. The other letters stay as they are: the version stands
 * for all of them. Returns whether something changed. Refuses `changed_meanwhile`, `not_permitted`.
 */
export async function changeLetter(actor: Actor | null, { version, kind, ...input }: LetterInput): Promise<boolean> {
  const who = requirePermission(actor, "settings.change");
  const { subject, opening, closing, text, ...sending } = input;
  const { messageWords } = await getShop();
  const own = ownOnly(kind, { subject, opening, closing, text });
  return changeShop(who, { version, messageWords: { ...messageWords, [kind]: own }, ...chosen(kind, sending) });
}

type Sending = Pick<LetterInput, "tellAccepted" | "remindPickup" | "remindPickupHours" | "remindPickupMinute">;

/** Only what the letter's own form asks. */
function chosen(kind: LetterInput["kind"], { tellAccepted, remindPickup, ...when }: Sending): Partial<Sending> {
  if (kind === "accepted") return { tellAccepted };
  if (kind !== "reminder" || !remindPickup) return {};
  return {
    remindPickup,
    ...(when.remindPickupHours !== undefined && { remindPickupHours: when.remindPickupHours }),
    ...(when.remindPickupMinute !== undefined && { remindPickupMinute: when.remindPickupMinute }),
  };
}
