import { useEffect, useRef, useState } from "react";
import type { ToldKept } from "@/components/checkout/kept-for-you";
import { useLeaving } from "@/components/checkout/use-leaving";

/** In a rush the page asks again so often, when it is told to. */
const mostTries = 5;

/**
 * What is kept: as the page was rendered, then as the shop says when it is asked again, on arriving, on coming back and when another tab left. A page
 * that gets no answer goes on as it is: what was typed matters more.
 */
export function useKept(rendered: ToldKept): ToldKept {
  const [heard, hear] = useState<ToldKept | null>(null);
  const said = JSON.stringify([rendered.kept?.until, rendered.partly]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was heard before is older than what was rendered now
  useEffect(() => hear(null), [said]);
  const isOpen = useIsOpen();
  const ask = () => void askShop(isOpen).then((told) => told && hear(told));
  useOnArrival(ask);
  useLeaving(ask);
  return heard ?? rendered;
}

/** Whether the page is shown still: one that was left asks for nothing any more. */
function useIsOpen(): () => boolean {
  const open = useRef(false);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);
  return () => open.current;
}

async function askShop(isOpen: () => boolean): Promise<ToldKept | null> {
  try {
    for (let tries = 1; ; tries += 1) {
      const answer = await fetch("/api/checkout/hold", { method: "POST" });
      if (answer.ok) return (await answer.json()) as ToldKept;
      if (answer.status !== 503 || tries === mostTries) return null;
      await new Promise((go) => setTimeout(go, Number(answer.headers.get("retry-after") ?? 5) * 1_000));
      if (!isOpen()) return null;
    }
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
