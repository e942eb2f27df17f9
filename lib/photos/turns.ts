import { refuseCommon } from "@/lib/refusal";

/** Pictures that may wait for their turn in one process; an eleventh is asked to come again. */
const mostWaiting = 10;

const shared = globalThis as typeof globalThis & { holdfastDarkroom?: { waiting: number; last: Promise<unknown> } };
shared.holdfastDarkroom ??= { waiting: 0, last: Promise.resolve() };
const room = shared.holdfastDarkroom;

/** Runs one piece of work at a time in this process, in the order asked: making pictures must not starve ordering. Refuses `busy`. */
export async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (room.waiting >= mostWaiting) refuseCommon("busy", {});
  room.waiting += 1;
  const mine = room.last.then(work).finally(() => {
    room.waiting -= 1;
  });
  room.last = mine.catch(() => undefined);
  return mine;
}
