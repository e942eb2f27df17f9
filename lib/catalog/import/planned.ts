import type { Remark } from "@/lib/catalog/import/file-item";
import type { ItemFacts, KnownCategory, VariantFacts } from "@/lib/catalog/import/known";

export type PlanKind = "new" | "changed" | "same" | "refused";

/** One thing that would be different, as people read it. */
export type Change = { what: string; from: string; to: string };

export type PlannedVariant = { line: number; label: string; isNew: boolean; changes: Change[] };

/** What would happen to one item of a file, and all that is needed to do exactly that. */
export type PlannedItem = {
  line: number;
  kind: PlanKind;
  name: string;
  slug: string;
  category: string;
  /** Whether customers would see it. */
  onSale: boolean;
  changes: Change[];
  variants: PlannedVariant[];
  wrong: Remark[];
  notes: Remark[];
  /** The rows to write; null where nothing is. */
  item: (ItemFacts & { id: string; isNew: boolean; position: number }) | null;
  variantRows: (VariantFacts & { id: string; itemId: string; isNew: boolean; position: number })[];
};

export type Plan = {
  items: PlannedItem[];
  newCategories: KnownCategory[];
  notes: string[];
};
