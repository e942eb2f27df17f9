"use client";

import { useRouter } from "next/navigation";
import { useEffect, useReducer, useRef } from "react";
import { newKey } from "@/components/counter/new-key";
import { emptyTill, ring, type Till } from "@/components/counter/till";
import type { LiveLevel } from "@/lib/live/rules";
import { undoSaleSeconds } from "@/lib/stock/rules";
import type { Day } from "@/lib/time";
import type { FormState } from "@/lib/web/action";

type Answer = { value?: LiveLevel; refused?: FormState };
export type Sell = (tap: { variantId: string; day: Day | null; key: string }) => Promise<Answer>;
export type Undo = (tap: { key: string }) => Promise<Answer>;

type Call = {
  till: Till;
  tap: (goods: Sold, shown: number) => void;
  again: (key: string) => void;
  undo: (key: string) => void;
};
type Sold = { variantId: string; keeps: boolean };

/** Sells and takes back, at once on the screen and then as the shop answers. A tap without an answer can be sent again: it sells once. */
export function useTill({ day, sell, undo }: { day: Day; sell: Sell | null; undo: Undo }): Call {
  const [till, tell] = useReducer(ring, emptyTill);
  const sent = useRef(new Map<string, Sold>());
  const refresh = useRefreshSoon();
  useClearing(till, () => tell({ type: "cleared", before: Date.now() - undoSaleSeconds * 1_000 }));

  const send = async (key: string) => {
    const goods = sent.current.get(key);
    if (!goods || !sell) return;
    const { variantId, keeps } = goods;
    const answer = await sell({ variantId, key, day: keeps ? null : day }).catch(() => null);
    if (!answer) return tell({ type: "unsure", key });
    if (answer.value) tell({ type: "sold", key, level: levelOf(answer.value), at: Date.now() });
    else tell({ type: "refused", key, variantId, words: answer.refused?.message ?? "" });
    refresh();
  };

  return {
    till,
    tap: (goods, shown) => {
      const key = newKey();
      sent.current.set(key, goods);
      tell({ type: "tapped", key, variantId: goods.variantId, shown });
      void send(key);
    },
    again: (key) => {
      tell({ type: "again", key });
      void send(key);
    },
    undo: async (key) => {
      tell({ type: "undoing", key });
      const answer = await undo({ key }).catch(() => null);
      if (answer?.value) tell({ type: "undone", key, level: levelOf(answer.value) });
      else
        tell({
          type: "kept",
          key,
          words: answer?.refused?.message ?? "The undo did not reach the shop. The sale stands.",
        });
      refresh();
    },
  };
}

function levelOf({ variantId, available, version }: LiveLevel): LiveLevel {
  return { variantId, available, version };
}

/** Reads the page again once the counter is quiet for a moment: the list of what was sold today is the shop's own. */
function useRefreshSoon(): () => void {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => router.refresh(), 1_200);
  };
}

/** Sales leave the strip when they can no longer be taken back. */
function useClearing(till: Till, clear: () => void): void {
  const latest = useRef(clear);
  useEffect(() => {
    latest.current = clear;
  });
  const some = till.taps.some(({ state }) => state === "sold" || state === "undone");
  useEffect(() => {
    if (!some) return;
    const timer = setInterval(() => latest.current(), 500);
    return () => clearInterval(timer);
  }, [some]);
}
