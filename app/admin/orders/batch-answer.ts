import type { MovedOne } from "@/lib/orders/move-orders";
import type { FormState } from "@/lib/web/action";

const did = {
  accept: "accepted",
  markReady: "ready",
  complete: "completed",
  markNotCollected: "not collected",
  undo: "moved back",
} as const;

/** What came of a selection: done if any was moved; `fields` hold, by order id, why one was not. */
export function batchAnswer(answers: readonly MovedOne[], what: keyof typeof did): FormState {
  const refused = answers.filter((answer) => !answer.done);
  const moved = answers.length - refused.length;
  const words = [
    moved > 0 && `${moved} ${did[what]}.`,
    refused.length > 0 && `${refused.length} not: ${whyOf(refused)}`,
  ];
  return {
    done: moved > 0,
    message: words.filter(Boolean).join(" "),
    fields: Object.fromEntries(refused.map(({ orderId, words: why }) => [orderId, why])),
  };
}

/** The first few by number; the rest stand on their own tickets. */
function whyOf(refused: readonly Extract<MovedOne, { done: false }>[]): string {
  return refused
    .slice(0, 3)
    .map(({ name, words }) => (name ? `${name}: ${words}` : words))
    .join(" ");
}
