import type { Bytes, Kind } from "@/lib/deliveries/channels/kind";
import { channelKinds } from "@/lib/deliveries/channels/kinds";
import type { Around, Message, Place } from "@/lib/deliveries/compose";
import type { OrderEvent } from "@/lib/deliveries/payload";
import type { StockEvent } from "@/lib/deliveries/stock-payload";

/** An order's event as each destination that hears of it is told: in the line of that order. */
export function toDestinations(event: OrderEvent, around: Around): Promise<Message[]> {
  const inLine = { ...event, line: event.snapshot.id };
  return exportsOf(inLine, around, ({ prepare }, place) => prepare(event, place, around));
}

/** A stock level's event, in the line of that level. */
export function composeStock(event: StockEvent, around: Around): Promise<Message[]> {
  const inLine = { ...event, line: event.snapshot.levelId };
  return exportsOf(inLine, around, ({ prepareStock }, place) => prepareStock?.(event, place, around) ?? null);
}

type InLine = { type: string; line: string; at: Date };
type Preparing = (kind: Kind, place: Place) => Bytes | null | Promise<Bytes | null>;

async function exportsOf({ type, line, at }: InLine, { destinations }: Around, prepare: Preparing): Promise<Message[]> {
  const listening = destinations.filter(({ events }) => events.includes(type));
  const prepared = listening.map(async (place): Promise<Message[]> => {
    const kind = channelKinds[place.kind];
    const bytes = await prepare(kind, place);
    const { id } = place;
    return bytes ? [{ channel: kind.channel, place: id, destinationId: id, line, lineAt: at, ...bytes }] : [];
  });
  return (await Promise.all(prepared)).flat();
}
