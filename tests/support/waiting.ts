import { db } from "@/lib/db/client";
import { offerWaiting } from "@/lib/stock/offer-waiting";
import { receiveStock } from "@/lib/stock/receive-stock";
import { releaseEndedHolds } from "@/lib/stock/release-ended-holds";
import { suspendOffers } from "@/lib/stock/suspend-offers";
import { confirmPlace } from "@/lib/waiting/confirm-place";
import type { JoinInput } from "@/lib/waiting/input";
import { joinWaitingList } from "@/lib/waiting/join-waiting-list";
import { counter, type Stocked, tomorrow } from "@/tests/support/shop";

let people = 0;

type Wish = Partial<Pick<JoinInput, "wanted" | "takesFewer" | "contact">>;

/** Asks for a place in line for a variant, as one who has not confirmed it yet. Returns its token. */
export async function ask(variant: Stocked, { wanted = 1, takesFewer = false, contact }: Wish = {}): Promise<string> {
  people += 1;
  const email = contact ?? `waiting-${people}@example.org`;
  const { variantId } = variant;
  await joinWaitingList(
    { ...{ variantId, day: tomorrow, wanted, takesFewer, name: "" }, ...{ email, phone: "", contact: email } },
    { cartToken: undefined },
  );
  const place = await db().waitingPlace.findFirstOrThrow({
    where: { contact: email, variantId },
    orderBy: { askedAt: "desc" },
  });
  return place.token;
}

/** As `ask`, confirmed: in line. */
export async function join(variant: Stocked, wish: Wish = {}): Promise<string> {
  const token = await ask(variant, wish);
  await confirmPlace(token);
  return token;
}

/** A place's state and what it was offered. */
export async function readPlace(token: string) {
  const { state, offeredUnits, offeredUntil } = await db().waitingPlace.findUniqueOrThrow({ where: { token } });
  return { state, offeredUnits, offeredUntil };
}

/** The states of places, in the order given. */
export async function statesOf(tokens: readonly string[]): Promise<string[]> {
  const places = await db().waitingPlace.findMany({ where: { token: { in: [...tokens] } } });
  return tokens.map((token) => places.find((place) => place.token === token)!.state);
}

/** How many of a level's places wait, as the level counts them and as they are. */
export async function waitingOf({ levelId }: Stocked): Promise<{ counted: number; places: number }> {
  const { waiting } = await db().stockLevel.findUniqueOrThrow({ where: { id: levelId } });
  return { counted: waiting, places: await db().waitingPlace.count({ where: { levelId, state: "waiting" } }) };
}

/** Looks at holds, offers and lines as the worker does each second. */
export async function sweep(): Promise<void> {
  await releaseEndedHolds();
  await suspendOffers();
  await offerWaiting();
}

/** Receives units of a variant for tomorrow. */
export function receive({ variantId }: Stocked, quantity: number) {
  return receiveStock(counter, { variantId, day: tomorrow, quantity, note: "" });
}
