import type { Actor } from "@/lib/actor";
import { checkBegun, checkTerms, sumDemand, type WantedLine, wantedIn } from "@/lib/orders/demand";
import type { Contact } from "@/lib/orders/input";
import { offerToStaff, readOffer } from "@/lib/orders/offer";
import type { Day } from "@/lib/time";

type Intent = { day: Day; lines: readonly WantedLine[]; contact: Contact; lift?: string | undefined };

/**
 * The clock said no when an order was about to be stored: says why, `shop_closed`, `paused`, or `not_yet` or `not_on_sale` with the items
 * that it is about; or "again" if that is over since.
 */
export async function refuseUnopened(actor: Actor, { day, lines, contact, lift }: Intent): Promise<"again"> {
  const read = await readOffer(day, wantedIn(lines));
  const offer = actor.kind === "staff" ? offerToStaff(read) : read;
  const demand = sumDemand(lines, offer);
  checkTerms(demand, offer, { expectedTotalMinor: contact.expectedTotalMinor, lifted: Boolean(lift) });
  checkBegun(demand, offer, 0);
  return "again";
}
