import type { LiveMessage } from "@/lib/live/rules";

/** Everything about some topics as it is now; null if it cannot be had. */
export async function fetchSnapshot(topics: readonly string[]): Promise<LiveMessage[] | null> {
  try {
    const answer = await fetch(`/api/live/snapshot?topics=${topics.map(encodeURIComponent).join(",")}`, {
      cache: "no-store",
      signal: AbortSignal.timeout(8_000),
    });
    return answer.ok ? ((await answer.json()) as { messages: LiveMessage[] }).messages : null;
  } catch {
    return null;
  }
}
