"use client";

import { useEffect, useState } from "react";
import { pageLine } from "@/components/live/line";
import type { PlaceView } from "@/lib/waiting/queries";

/** A place in line: as the page was rendered, then as it moves. What is older than the page is dropped. */
export function useLivePlace(initial: PlaceView): PlaceView {
  const [heard, setHeard] = useState<PlaceView | null>(null);
  const { token } = initial;
  useEffect(
    () =>
      pageLine.follow(`place:${token}`, (message) => {
        if (message.event === "place") setHeard(message.data);
      }),
    [token],
  );
  return heard?.token === token ? newer(initial, heard) : initial;
}

/** By version; a cart's hold may get another end without one, so of the same version the later read counts. */
function newer(shown: PlaceView, heard: PlaceView): PlaceView {
  if (heard.version !== shown.version) return heard.version > shown.version ? heard : shown;
  return heard.now >= shown.now ? heard : shown;
}
