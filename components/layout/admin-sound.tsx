"use client";

import { useEffect, useSyncExternalStore } from "react";
import { Icon } from "@/components/layout/admin-icons";
import s from "@/components/layout/admin-sound.module.css";
import { type BellState, bell } from "@/components/orders/news/bell";

const words: Record<BellState, string> = { off: "Turn sound on", blocked: "Sound is blocked: tap", on: "Sound on" };

/** Whether this browser sounds when an order comes in, and the switch. After a reload some browsers wait for a touch: then it says so. */
export function SoundSwitch() {
  const state = useSyncExternalStore(bell.watch, bell.state, () => null);
  useEffect(() => {
    for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, bell.touched);
    return () => {
      for (const touch of ["pointerdown", "keydown"]) document.removeEventListener(touch, bell.touched);
    };
  }, []);
  if (state === null) return null;
  const turn = () => (state === "on" ? bell.turnOff() : void bell.turnOn());
  return (
    <button type="button" className={`btn small ${s.sound}`} data-state={state} onClick={turn} title={titles[state]}>
      <Icon name={state === "on" ? "bell" : "mute"} />
      <span className={s.words}>{words[state]}</span>
    </button>
  );
}

const titles: Record<BellState, string> = {
  off: "A new order makes no sound on this browser",
  blocked: "The browser lets the page sound once it was touched",
  on: "A new order sounds on this browser. Press to switch it off",
};
