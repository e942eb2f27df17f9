import Link from "next/link";
import { Notice } from "@/components/ui/notice";
import type { Stocktake } from "@/lib/stock/stocktake-queries";

type Props = { stocktake: Stocktake; moment: (at: Date) => string };

/** Says when and by whom a stocktake was settled. */
export function StocktakeState({ stocktake: { id, state, settledAt, settledBy }, moment }: Props) {
  if (state === "open" || !settledAt) return null;
  const by = `${moment(settledAt)}, by ${settledBy?.name ?? "somebody"}`;
  if (state === "dropped") return <Notice hue="done" glyph="dash" title={`Dropped ${by}. No level changed.`} />;
  return (
    <Notice hue="ready" glyph="tick" title={`Applied ${by}.`}>
      <Link className="link" href={`/admin/stock/ledger?cause=${id}`}>
        See its entries
      </Link>
    </Notice>
  );
}
