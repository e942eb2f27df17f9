import type { View } from "@/components/reports/view";
import { Notice } from "@/components/ui/notice";
import { dayOf, formatDay } from "@/lib/time";

type Props = { other: { until: Date; currency: string } | null; view: View };

/** Said where a range reaches back to when the shop took another currency: the sums add figures, not money. */
export function OtherMoney({ other, view: { range, place } }: Props) {
  const day = other && dayOf(other.until, place.timezone);
  if (!day || range.from > day) return null;
  return (
    <Notice
      hue="unsure"
      glyph="unknown"
      title={`Until ${formatDay(day, place.locale)} orders were in ${other.currency}.`}
    >
      Their figures are added here as if they were {place.currency}. Choose a range after that day for sums that are
      money; the orders as CSV say the currency of each.
    </Notice>
  );
}
