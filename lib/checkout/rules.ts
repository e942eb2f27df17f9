/** Most lines in a cart, and most units of one variant. */
export const mostLines = 50;
export const mostUnits = 99;

/** Days that a cart is kept after its last change. */
export const cartKeptDays = 30;

/** A line as the cart keeps it. The price is the one that the customer last saw, in minor units. */
export type KeptLine = { variantId: string; quantity: number; seenPriceMinor: number };

/** A variant as it is offered for the cart's day. */
export type OfferedLine = {
  variantId: string;
  sku: string;
  itemSlug: string;
  itemName: string;
  variantName: string;
  photo: string;
  keeps: boolean;
  /** Whether it can be ordered now. */
  onSale: boolean;
  /** When it can be ordered, in milliseconds since 1970, if a drop still keeps it from that. */
  opensAt: number | null;
  priceMinor: number;
  limitPerOrder: number | null;
  /** For this cart: what it holds itself is not in its way. */
  available: number;
  /** Units that it holds. */
  own: number;
  version: number;
};

/** What is different from what the customer put in the cart. */
export type LineNotice =
  | { kind: "not_on_sale" }
  | { kind: "not_yet"; opensAt: number }
  | { kind: "sold_out" }
  | { kind: "short"; available: number }
  | { kind: "limit"; limit: number }
  | { kind: "price"; wasMinor: number };

export type CartLine = OfferedLine & {
  quantity: number;
  totalMinor: number;
  /** As many as one order can have now. */
  most: number;
  notices: LineNotice[];
};

/** As many of a variant as one order can have now. */
export function mostOf(offered: Pick<OfferedLine, "onSale" | "available" | "limitPerOrder">): number {
  if (!offered.onSale) return 0;
  return Math.max(0, Math.min(offered.available, offered.limitPerOrder ?? mostUnits, mostUnits));
}

/** A kept line beside what is offered now, with what has changed. */
export function compareLine(kept: KeptLine, offered: OfferedLine): CartLine {
  const totalMinor = offered.onSale ? offered.priceMinor * kept.quantity : 0;
  return {
    ...offered,
    quantity: kept.quantity,
    totalMinor,
    most: mostOf(offered),
    notices: noticesAbout(kept, offered),
  };
}

/** What is heard of a line's level while its page is open: what everybody can have, and which version of the level says so. */
export type HeardLevel = { available: number; version: number };

/**
 * A line as it stands by what is heard of its level, in a cart that holds `own` units of it itself: these are not in its way. What is older than
 * the line is not listened to. What is not on sale stays as it is: whether it is again, and at which price, the shop says.
 */
export function followLine(line: CartLine, heard: HeardLevel | undefined, own: number): CartLine {
  if (!line.onSale) return line;
  const level = heard && heard.version >= line.version ? heard : { ...line, available: line.available - line.own };
  const price = line.notices.find((notice) => notice.kind === "price");
  const kept = { ...line, seenPriceMinor: price?.wasMinor ?? line.priceMinor };
  return compareLine(kept, { ...line, own, available: Math.max(0, level.available) + own, version: level.version });
}

/** Whether a notice stands in the way of ordering; a price that changed only wants to be seen. */
export function blocks(notice: LineNotice): boolean {
  return notice.kind !== "price";
}

/** A cart's lines as they can be ordered now: fewer where fewer are left, without what is gone, at today's prices. */
export function fitLines(lines: readonly CartLine[]): KeptLine[] {
  return lines
    .map((line) => ({
      variantId: line.variantId,
      quantity: Math.min(line.quantity, line.most),
      seenPriceMinor: line.priceMinor,
    }))
    .filter((line) => line.quantity > 0);
}

/** The lines with one of them set to a quantity; zero takes it out. Others stay as they are, in their order. */
export function withLine(lines: readonly KeptLine[], line: KeptLine): KeptLine[] {
  const known = lines.some(({ variantId }) => variantId === line.variantId);
  const set = known ? lines.map((other) => (other.variantId === line.variantId ? line : other)) : [...lines, line];
  return set.filter(({ quantity }) => quantity > 0);
}

function noticesAbout(kept: KeptLine, offered: OfferedLine): LineNotice[] {
  if (offered.opensAt !== null) return [{ kind: "not_yet", opensAt: offered.opensAt }];
  if (!offered.onSale) return [{ kind: "not_on_sale" }];
  const notices: LineNotice[] = [];
  if (kept.seenPriceMinor !== offered.priceMinor) notices.push({ kind: "price", wasMinor: kept.seenPriceMinor });
  if (offered.available <= 0) notices.push({ kind: "sold_out" });
  else if (
    offered.limitPerOrder !== null &&
    kept.quantity > offered.limitPerOrder &&
    mostOf(offered) === offered.limitPerOrder
  )
    notices.push({ kind: "limit", limit: offered.limitPerOrder });
  else if (kept.quantity > offered.available) notices.push({ kind: "short", available: offered.available });
  return notices;
}
