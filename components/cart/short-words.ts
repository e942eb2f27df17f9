import { fullName } from "@/lib/catalog/rules";
import { notYetWords, type Place } from "@/lib/catalog/words-of-drops";
import { blocks, type CartLine } from "@/lib/checkout/rules";

/** A sentence for each line that cannot be ordered as it stands: "Only 2 left of Fernhill sourdough. You asked for 3." */
export function shortWords(lines: readonly CartLine[], place: Place): string[] {
  return lines
    .filter((line) => line.notices.some(blocks))
    .map((line) => {
      const name = fullName(line.itemName, line.variantName);
      const notYet = line.notices.find((notice) => notice.kind === "not_yet");
      return notYet
        ? notYetWords([name], new Date(notYet.opensAt), place)
        : shortSentence(name, line.quantity, line.most);
    });
}

/** The same for one line, by what was asked and what there is. */
export function shortSentence(name: string, asked: number, left: number): string {
  if (left <= 0) return `${name} is sold out. You asked for ${asked}.`;
  return `Only ${left} left of ${name}. You asked for ${asked}.`;
}
