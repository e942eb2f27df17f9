import { type Actor, requireMember, requirePermission } from "@/lib/actor";
import { announce, inTransaction } from "@/lib/db/transaction";
import { canSend } from "@/lib/deliveries/channels/settings";
import { plan } from "@/lib/deliveries/plan-messages";
import { letterWith } from "@/lib/deliveries/preview-letter";
import { refuse } from "@/lib/deliveries/refusals";
import { recordEvent } from "@/lib/history/record-event";
import { refuseCommon } from "@/lib/refusal";
import type { MessageKind, OwnWords } from "@/lib/settings/words";

type Typed = { kind: MessageKind } & OwnWords;

/**
 * Sends a letter about a sample order to whoever asks, with words that need not be saved. It goes out as every message does, and stands among the
 * deliveries. Returns the address. Refuses `nothing_sends`, `not_found`, `not_permitted`, `not_signed_in`.
 */
export async function sendTestLetter(actor: Actor | null, { kind, ...words }: Typed): Promise<string> {
  requirePermission(actor, "settings.change");
  const me = requireMember(actor);
  if (!canSend("email")) refuse("nothing_sends", { channel: "email" });
  const { subject, text: _, ...mail } = await letterWith(kind, words);
  return inTransaction(async (tx) => {
    const [{ now } = { now: new Date() }] = await tx.$queryRaw<{ now: Date }[]>`SELECT holdfast_now() AS now`;
    const member = await tx.staffMember.findUnique({ where: { id: me.id }, select: { email: true } });
    const address = member?.email ?? refuseCommon("not_found", { what: "colleague" });
    const about = { kind: "shop" as const, id: kind, name: kind };
    const event = { type: "shop.letter_tested", subject: about, at: now, snapshot: { letter: kind } };
    const eventId = await recordEvent(tx, me, event);
    const message = {
      channel: "email" as const,
      place: `staff:${me.id}`,
      address,
      subject: `Test: ${subject}`,
      ...mail,
    };
    await plan(tx, [message], { eventId, orderId: null });
    announce(tx, "deliveries");
    return address;
  });
}
