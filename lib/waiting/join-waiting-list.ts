import { fullName } from "@/lib/catalog/rules";
import { tokenHash } from "@/lib/checkout/cart-token";
import { readOffered } from "@/lib/checkout/queries";
import { requireDay, requireOpen } from "@/lib/checkout/require";
import type { OfferedLine } from "@/lib/checkout/rules";
import { db } from "@/lib/db/client";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { newId, newToken } from "@/lib/id";
import { keysOf, normalEmail } from "@/lib/people/keys";
import { madePepper } from "@/lib/people/pepper";
import { lockLevelFor, type NamedLevel } from "@/lib/stock/find-level";
import { takeableIn } from "@/lib/stock/lock-current";
import { tellPlaces } from "@/lib/stock/tell-places";
import { type Day, toDate } from "@/lib/time";
import { countJoin } from "@/lib/waiting/contact-throttle";
import type { JoinInput } from "@/lib/waiting/input";
import { refuse } from "@/lib/waiting/refusals";
import { requireWithinLimit } from "@/lib/waiting/require-within-limit";
import { mostAsks, mostLists } from "@/lib/waiting/rules";

const customer = { kind: "customer" } as const;

/** Who asks: the browser's cart, whose own units are no reason to wait. */
type Joiner = { cartToken: string | undefined };

/**
 * Asks for a place in line for what is sold out for everyone, by a message to the address given; the place counts once it is confirmed from there.
 * Whoever asks again is written to again, at the first address, a few times; nothing tells whether an address was known.
 * Refuses `some_left`, `in_your_cart`, `not_on_sale`, `limit_reached`, `person_limit`, `day_closed`, `shop_closed`, `paused`, `too_many`.
 */
export async function joinWaitingList(input: JoinInput, { cartToken }: Joiner): Promise<void> {
  const shop = await requireOpen();
  await requireDay(shop.timezone, input.day);
  const { person, personKey } = await whoAsks(input);
  await countJoin(person);
  await inTransaction(async (tx) => {
    const offered = (await readOffered(tx, [input.variantId], input.day)).get(input.variantId);
    if (!offered?.onSale) return refuse("not_on_sale", {});
    const most = offered.limitPerOrder;
    if (most !== null && input.wanted > most) refuse("limit_reached", { limit: most });
    const { variantId } = input;
    await requireWithinLimit(tx, { variantId, personKey, least: input.takesFewer ? 1 : input.wanted }, shop);
    const level = await lockLevelFor(tx, variantId, offered.keeps ? null : input.day);
    await requireSoldOut(tx, level, offered, cartToken);
    await tellPlaces(tx, customer, "waiting.asked", await store(tx, level, { ...input, person, personKey }));
  });
}

/** Who asks, however their address is written, and by what their orders are known. */
async function whoAsks({ email, phone, contact }: JoinInput): Promise<Who> {
  const [known] = keysOf(await madePepper(db()), { email, phone });
  return { person: normalEmail(email) || contact, personKey: known?.key ?? "" };
}

async function requireSoldOut(
  tx: Tx,
  level: NamedLevel,
  { itemName, variantName }: OfferedLine,
  cartToken: string | undefined,
): Promise<void> {
  const name = fullName(itemName, variantName);
  const own = await tx.hold.count({ where: { levelId: level.id, cart: { tokenHash: tokenHash(cartToken) ?? "" } } });
  if (own > 0) refuse("in_your_cart", { name });
  const left = takeableIn(level);
  if (left > 0) refuse("some_left", { name, left });
}

type Who = { person: string; personKey: string };
type Joining = JoinInput & Who;

/** The ids of the places to write to: the one that was made or found, none where it was asked for often enough. */
async function store(tx: Tx, level: NamedLevel, input: Joining): Promise<string[]> {
  const [known] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM waiting_places
     WHERE level_id = ${level.id} AND person = ${input.person} AND state IN ('unconfirmed', 'waiting', 'offered')`;
  if (known) return askAgain(tx, known.id, input);
  if (await hasManyToConfirm(tx, input.person)) return [];
  const id = newId("plc");
  const { variantId, wanted, takesFewer, name, email, phone, contact, person, personKey } = input;
  const row = { id, token: newToken(), levelId: level.id, variantId, day: dateOf(level.day) };
  const [{ now } = { now: new Date() }] = await tx.$queryRaw<{ now: Date }[]>`SELECT holdfast_now() AS now`;
  await tx.waitingPlace.create({
    data: { ...row, wanted, takesFewer, name, email, phone, contact, person, personKey, askedAt: now },
    select: { id: true },
  });
  return [id];
}

/** What was asked for last counts, as long as it is not confirmed. */
async function askAgain(tx: Tx, id: string, { wanted, takesFewer, name }: JoinInput): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE waiting_places
       SET asks = asks + 1, asked_at = CASE WHEN state = 'unconfirmed' THEN holdfast_now() ELSE asked_at END,
           wanted = CASE WHEN state = 'unconfirmed' THEN ${wanted} ELSE wanted END,
           takes_fewer = CASE WHEN state = 'unconfirmed' THEN ${takesFewer} ELSE takes_fewer END,
           name = CASE WHEN state = 'unconfirmed' THEN ${name} ELSE name END
     WHERE id = ${id} AND asks < ${mostAsks}
    RETURNING id`;
  return rows.map((row) => row.id);
}

/** Nobody is told of the bound but whoever has the address, on confirming: anyone may type anybody's. */
async function hasManyToConfirm(tx: Tx, person: string): Promise<boolean> {
  return (await tx.waitingPlace.count({ where: { person, state: "unconfirmed" } })) >= mostLists;
}

function dateOf(day: Day | null): Date | null {
  return day === null ? null : toDate(day);
}
