import type { LiveLevel } from "@/lib/live/rules";

/** The counts that a page came with. */
export function levelsOf(
  items: readonly { variants: { id: string; available: number; version: number }[] }[],
): LiveLevel[] {
  return items.flatMap(({ variants }) =>
    variants.map(({ id, available, version }) => ({ variantId: id, available, version })),
  );
}
