"use client";

import { usePassed } from "@/components/drops/shop-clock";
import s from "@/components/layout/admin-door.module.css";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { StateMark } from "@/components/layout/admin-icons";
import { OneTap } from "@/components/layout/one-tap";
import { staffLine } from "@/components/live/line";
import { useLiveOrdering } from "@/components/live/use-live-ordering";
import type { LiveOrdering } from "@/lib/live/rules";
import { untilWords } from "@/lib/settings/rules-of-ordering";

type Props = {
  ordering: LiveOrdering;
  place: { locale: string; timezone: string };
  maySwitch: boolean;
  openShop: StaffAction;
  closeShop: StaffAction;
  resume: StaffAction;
};

/** Whether the shop takes orders, and the switch for those who may. */
export function DoorSwitch({ ordering, place, maySwitch, openShop, closeShop, resume }: Props) {
  const { open, pausedUntil, readAt } = useLiveOrdering(ordering, staffLine);
  const isOver = usePassed(pausedUntil);
  const until =
    open && !isOver && pausedUntil !== null ? untilWords({ until: pausedUntil, now: readAt, ...place }) : "";
  return (
    <div className={s.door}>
      <Sign open={open} until={until} />
      {maySwitch && until && <OneTap action={resume} about="shop" words="Open again now" />}
      {maySwitch && (
        <OneTap
          key={open ? "open" : "closed"}
          action={open ? closeShop : openShop}
          about="shop"
          words={open ? "Close the shop" : "Open the shop"}
        />
      )}
    </div>
  );
}

function Sign({ open, until }: { open: boolean; until: string }) {
  if (!open)
    return (
      <StateMark hue="stop" glyph="cross">
        Closed for orders
      </StateMark>
    );
  return (
    <StateMark hue={until ? "unsure" : "ready"} glyph={until ? "late" : "ready"}>
      {until ? `Paused until ${until}` : "Taking orders"}
    </StateMark>
  );
}
