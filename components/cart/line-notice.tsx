import { Info } from "lucide-react";
import { FixButton } from "@/components/cart/fix-button";
import type { Action } from "@/components/ui/form";
import { momentWords, type Place } from "@/lib/catalog/words-of-drops";
import { blocks, type CartLine, type LineNotice } from "@/lib/checkout/rules";
import { formatMoney } from "@/lib/money";

type LineNoticesProps = {
  line: CartLine;
  money: { currency: string; locale: string };
  place: Place;
  setLine: Action;
  back: string;
};

/** What has changed about a line since it was put in the cart, and one tap to go along with it. */
export function LineNotices({ line, money, place, setLine, back }: LineNoticesProps) {
  return line.notices.map((notice) => (
    <div className="notice" key={notice.kind}>
      <Info className="ico" aria-hidden />
      <span>{words(notice, line, { ...money, ...place })}</span>
      {blocks(notice) && (
        <FixButton variantId={line.variantId} quantity={line.most} name={line.itemName} action={setLine} back={back} />
      )}
    </div>
  ));
}

function words(
  notice: LineNotice,
  line: CartLine,
  { currency, locale, timezone }: LineNoticesProps["money"] & Place,
): string {
  switch (notice.kind) {
    case "not_on_sale":
      return "This is no longer on sale.";
    case "not_yet":
      return `On sale from ${momentWords(new Date(notice.opensAt), { locale, timezone })}.`;
    case "sold_out":
      return line.keeps ? "Sold out." : "Sold out for this day.";
    case "short":
      return `Only ${notice.available} left.`;
    case "limit":
      return `At most ${notice.limit} in one order.`;
    case "price":
      return `The price is now ${formatMoney(line.priceMinor, currency, locale)}. It was ${formatMoney(notice.wasMinor, currency, locale)}.`;
  }
}
