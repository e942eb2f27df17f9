"use client";

import { useEffect, useRef, useState } from "react";

const mostStrokes = 5;
const strokeNames = ["fifth", "fourth", "third", "second", "first"];

/** What is left, as strokes and words. Plenty says nothing; a stroke fades when one sells. */
export function Tally({ left, inText = "" }: { left: number; inText?: string }) {
  const strokes = useFadingStrokes(left);
  if (left > mostStrokes) return null;
  if (left <= 0) return <p className="tally">Sold out{inText}</p>;
  return (
    <p className={left === 1 ? "tally last" : "tally"}>
      <i aria-hidden>
        {strokeNames.slice(-strokes).map((name, at) => (
          <b key={name} className={at < strokes - left ? "sold" : undefined} />
        ))}
      </i>
      {left === 1 ? "Last one" : `${left} left`}
      {inText}
    </p>
  );
}

/** As many strokes as there were a moment ago, so that those sold since can fade before they go. */
function useFadingStrokes(left: number): number {
  const [shown, show] = useState(left);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (shown <= left || shown > mostStrokes) {
      show(left);
      return;
    }
    timer.current = setTimeout(() => show(left), 260);
    return () => clearTimeout(timer.current);
  }, [left, shown]);
  return Math.max(left, Math.min(shown, mostStrokes));
}
