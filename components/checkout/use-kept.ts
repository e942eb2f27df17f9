import { useEffect, useRef, useState } from "react";
import type { ToldKept } from "@/components/checkout/kept-for-you";
import { useLeaving } from "@/components/checkout/use-leaving";

/**
 * What is kept: as the page was rendered, then as the shop says when it is asked again, on arriving, on coming back and when another tab left. A page
 * that gets no answer goes on as it is: what was typed matters more.
 */
export function useKept(rendered: ToldKept): ToldKept {
  const [heard, hear] = useState<ToldKept | null>(null);
  const said = JSON.stringify([rendered.kept?.until, rendered.partly]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was heard before is older than what was rendered now
  useEffect(() => hear(null), [said]);
  const ask = () => void askShop().then((told) => told && hear(told));
  useOnArrival(ask);
  useLeaving(ask);
  return heard ?? rendered;
}

async function askShop(): Promise<ToldKept | null> {
  try {
    const answer = await fetch("/api/checkout/hold", { method: "POST" });
    return answer.ok ? ((await answer.json()) as ToldKept) : null;
  } catch {
    return null;
  }
}

function useOnArrival(ask: () => void): void {
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    ask();
  });
}
