import { fullName } from "@/lib/catalog/rules";
import { blocks, type CartLine } from "@/lib/checkout/rules";

/** A sentence for each line that cannot be ordered as it stands: "Only 2 left of Fernhill sourdough. You asked for 3." */
export function shortWords(lines: readonly CartLine[]): string[] {
  return lines
    .filter((line) => line.notices.some(blocks))
    .map((line) => shortSentence(fullName(line.itemName, line.variantName), line.quantity, line.most));
}

/** The same for one line, by what was asked and what there is. */
export function shortSentence(name: string, asked: number, left: number): string {
  if (left <= 0) return `${name} is sold out. You asked for ${asked}.`;
  return `Only ${left} left of ${name}. You asked for ${asked}.`;
}
