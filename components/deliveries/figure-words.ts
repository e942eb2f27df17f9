import type { DeliveryFigures, FigureBar, Latency } from "@/lib/deliveries/figures";
import { channelWords } from "@/lib/deliveries/status";

/** "0.42 s", "12 s": how long a try took. */
export function latencyWords(ms: number): string {
  if (ms < 1_000) return `${(ms / 1_000).toFixed(2)} s`;
  return ms < 10_000 ? `${(ms / 1_000).toFixed(1)} s` : `${Math.round(ms / 1_000)} s`;
}

/** How many messages a bar stands for. */
export function sumOf({ delivered, underWay, lost, kept }: FigureBar): number {
  return delivered + underWay + lost + kept;
}

/** What the bars say, for those who do not see them. */
export function barsWords({ bars, span }: DeliveryFigures): string {
  const total = (field: keyof Omit<FigureBar, "at">) => bars.reduce((sum, bar) => sum + bar[field], 0);
  const all = bars.reduce((sum, bar) => sum + sumOf(bar), 0);
  const said = [
    `${total("delivered")} delivered`,
    total("underWay") > 0 && `${total("underWay")} on their way`,
    total("lost") > 0 && `${total("lost")} did not arrive`,
    total("kept") > 0 && `${total("kept")} kept or withdrawn`,
  ].filter(Boolean);
  const when = span === "day" ? "in the last 24 hours" : "in the last 7 days";
  return all === 0 ? `No message was made ${when}.` : `Messages made ${when}: ${said.join(", ")}.`;
}

/** The same for how long tries take. */
export function latencySays(latency: readonly Latency[]): string {
  const each = latency.map(
    ({ channel, p50, p95 }) =>
      `${channelWords[channel]}: half within ${latencyWords(p50)}, 95 in a hundred within ${latencyWords(p95)}`,
  );
  return each.length > 0 ? `${each.join(". ")}.` : "Nothing was tried.";
}
