"use client";

import type { ReactNode } from "react";
import { useBegun } from "@/components/drops/shop-clock";

/** One thing until an instant, in milliseconds since 1970, and another from then on; with no reload. */
export function Flip({ at, after, children }: { at: number; after: ReactNode; children: ReactNode }) {
  return useBegun(at, false) ? after : children;
}
