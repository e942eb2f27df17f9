"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useLiveOrder } from "@/components/live/use-live-order";
import type { OrderStatus } from "@/lib/orders/status";

type Props = { token: string; number: string; status: OrderStatus; revision: number };

/** Reads the page again when somebody else moves or changes the order. */
export function FollowOrder({ token, ...initial }: Props) {
  const { revision } = useLiveOrder(token, initial);
  const router = useRouter();
  useEffect(() => {
    if (revision !== initial.revision) router.refresh();
  }, [revision, initial.revision, router]);
  return null;
}
