"use client";

import { useEffect, useRef, useState } from "react";
import { pageLine } from "@/components/live/line";
import { type Heard, newerPlace, stateNow } from "@/lib/live/rules";
import type { PlaceView } from "@/lib/waiting/queries";

/** A place in line: as the page was rendered, then as it moves, also to what it was, as after a backup was restored. */
export function useLivePlace(rendered: PlaceView): PlaceView {
  const [heard, setHeard] = useState<Heard<PlaceView> | null>(null);
  const shown = useRef(rendered);
  shown.current = rendered;
  const { token } = rendered;
  useEffect(
    () =>
      pageLine.follow(`place:${token}`, (message) => {
        if (message.event === "place") setHeard({ state: message.data, over: shown.current });
      }),
    [token],
  );
  return heard?.state.token === token ? stateNow(rendered, heard, newerPlace) : rendered;
}
