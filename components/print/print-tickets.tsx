"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import s from "@/components/print/print.module.css";
import type { FormState } from "@/lib/web/action";

type Shown = { orderId: string; content: string; printedAt: number | null };
type Record = (printed: { tickets: Shown[] }) => Promise<{ refused?: FormState }>;

type Props = { words: string; tickets: Shown[]; record: Record };

/**
 * "Print": the shop remembers the tickets, then the print window opens. What is printed is what was shown: the page is read again
 * afterwards. If a ticket changed meanwhile nothing is printed, and the page shows what it says now.
 */
export function PrintTickets({ words, tickets, record }: Props) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState("");
  const print = async () => {
    setBusy(true);
    setWrong("");
    const answer = await record({ tickets }).catch(() => null);
    setBusy(false);
    if (answer && !answer.refused) {
      window.addEventListener("afterprint", () => router.refresh(), { once: true });
      window.print();
      return;
    }
    setWrong(answer?.refused?.message ?? "This did not reach the shop. Nothing was printed. Please try again.");
    router.refresh();
  };
  return (
    <>
      <button type="button" className="btn go" aria-busy={busy} onClick={() => busy || void print()}>
        {words}
      </button>
      <p role="alert" className={s.wrong}>
        {wrong}
      </p>
    </>
  );
}
