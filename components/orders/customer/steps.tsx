import { Check } from "lucide-react";
import type { OrderStatus } from "@/lib/orders/status";

const steps: { status: OrderStatus; words: string }[] = [
  { status: "placed", words: "Placed" },
  { status: "accepted", words: "Accepted" },
  { status: "ready", words: "Ready" },
  { status: "completed", words: "Collected" },
];

/** Where an order is on its way. One that was cancelled or left behind is on none. */
export function Steps({ status }: { status: OrderStatus }) {
  const reached = steps.findIndex((step) => step.status === status);
  if (reached < 0) return null;
  return (
    <ol className="steps" aria-label="Where your order is">
      {steps.map(({ status: step, words }, at) => {
        const over = at < reached || step === "completed";
        const done = at <= reached && over;
        return (
          <li
            key={step}
            className={done ? (at === reached ? "done here" : "done") : at === reached ? "now" : undefined}
            aria-current={at === reached ? "step" : undefined}
          >
            {done && <Check className="ico" aria-hidden />}
            {words}
            {at < reached && <span className="sr-only">, done</span>}
          </li>
        );
      })}
    </ol>
  );
}
