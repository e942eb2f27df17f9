"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useLiveOrder } from "@/components/live/use-live-order";
import { NumberCard } from "@/components/orders/customer/number-card";
import { Steps } from "@/components/orders/customer/steps";
import type { OrderStatus } from "@/lib/orders/status";

type LiveHeadProps = { token: string; number: string; status: OrderStatus; revision: number; customerName: string };

/** The number and where the order is, as it moves; the rest of the page follows. */
export function LiveHead({ token, customerName, ...initial }: LiveHeadProps) {
  const now = useLiveOrder(token, initial);
  const router = useRouter();
  useEffect(() => {
    if (now.revision !== initial.revision) router.refresh();
  }, [now.revision, initial.revision, router]);
  return (
    <>
      <NumberCard number={now.number} status={now.status} customerName={customerName} />
      <Steps status={now.status} />
    </>
  );
}
