/** How a variant is named beside its item: "Whole loaf, 800 g", "900 g", or nothing where an item has only one. */
export function variantLabel(variant: { name: string; size: string }): string {
  return [variant.name, variant.size].filter(Boolean).join(", ");
}

/** How an item and its variant are named together: "Fernhill sourdough, 800 g". */
export function fullName(itemName: string, variantName: string): string {
  return variantName ? `${itemName}, ${variantName}` : itemName;
}
