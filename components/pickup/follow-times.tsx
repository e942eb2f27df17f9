"use client";

import { useEffect, useState } from "react";
import { useFollowed } from "@/components/layout/admin-live";
import { useLiveRows } from "@/components/live/use-live-rows";
import { slotRows } from "@/components/live/use-live-slots";
import type { LiveSlot } from "@/lib/live/rules";
import type { Day } from "@/lib/time";

type Times = { day: Day; slots: readonly LiveSlot[] };
type Sums = Readonly<Record<Day, string>>;

/** Has the page read again when the times of its days are others than it was written from: staff close, open, add or take away some. At most seven days. */
export function FollowTimes({ days }: { days: readonly Times[] }) {
  const [heard, setHeard] = useState<Sums>({});
  const written = days.map(({ slots }) => sumOf(slots));
  useFollowed({
    heard: days.map(({ day }, at) => heard[day] ?? written[at]).join(";"),
    written: written.join(";"),
  });
  return days.map((one) => <FollowDay key={one.day} {...one} setHeard={setHeard} />);
}

type FollowDayProps = Times & { setHeard: (change: (before: Sums) => Sums) => void };

function FollowDay({ day, slots, setHeard }: FollowDayProps) {
  const sum = sumOf(useLiveRows(`slots:${day}`, slots, { rows: slotRows }));
  useEffect(() => setHeard((before) => ({ ...before, [day]: sum })), [day, sum, setHeard]);
  return null;
}

/** What the times of a day come to: of two with one sum the page shows the same. */
function sumOf(slots: readonly LiveSlot[]): string {
  const rows = slots.map(({ id, version, state }) => `${id} ${version} ${state}`);
  return rows.sort().join();
}
