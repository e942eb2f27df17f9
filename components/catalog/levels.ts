import type { LiveLevel } from "@/lib/live/rules";

/** The counts that a page came with. */
export function levelsOf(
  items: readonly { variants: { id: string; available: number; inCheckout: number; version: number }[] }[],
): LiveLevel[] {
  return items.flatMap(({ variants }) =>
    variants.map(({ id, available, inCheckout, version }) => ({ variantId: id, available, inCheckout, version })),
  );
}
