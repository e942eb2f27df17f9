"use client";

import { useState } from "react";
import { useActionForm } from "@/components/ui/action-form";
import type { OrderSnapshot } from "@/lib/orders/snapshot";

type Pickup = Pick<OrderSnapshot, "pickupDay" | "slot">;

/** The day and time that an order had as its form was opened: they follow the order only as long as nothing was typed. */
export function useOpened({ pickupDay, slot }: Pickup): Pickup {
  const { dirty } = useActionForm();
  const [opened, setOpened] = useState<Pickup>({ pickupDay, slot });
  const same = opened.pickupDay === pickupDay && opened.slot?.id === slot?.id;
  if (same || dirty) return opened;
  setOpened({ pickupDay, slot });
  return { pickupDay, slot };
}
