"use client";

import { useEffect, useEffectEvent, useRef } from "react";

/** A hidden field that a part of the page holds; when somebody else sets it, a kept draft for instance, the part hears of it. */
export function SetField({ name, value, onSet }: { name: string; value: string; onSet: (value: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const hear = useEffectEvent((set: string) => {
    if (set !== value) onSet(set);
  });
  useEffect(() => {
    const { current } = field;
    const change = () => hear(current?.value ?? "");
    current?.addEventListener("change", change);
    return () => current?.removeEventListener("change", change);
  }, []);
  return <input ref={field} type="hidden" name={name} value={value} />;
}
