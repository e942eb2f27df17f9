import s from "@/components/deliveries/deliveries.module.css";
import { momentWords, type Place, secondWords, tookWords } from "@/components/layout/admin-clock";
import type { GlyphName, Hue } from "@/components/layout/admin-icons";
import { StateMark } from "@/components/layout/admin-icons";
import type { DeliveryAttempt } from "@/lib/deliveries/delivery-row";
import type { Outcome } from "@/lib/deliveries/rules";

const words: Record<Outcome | "", { hue: Hue; glyph: GlyphName; words: string }> = {
  delivered: { hue: "ready", glyph: "tick", words: "Delivered" },
  kept: { hue: "done", glyph: "kept", words: "Kept" },
  failed: { hue: "stop", glyph: "cross", words: "Failed" },
  slow_down: { hue: "stop", glyph: "late", words: "Told to slow down" },
  refused: { hue: "stop", glyph: "cross", words: "Refused" },
  stopped: { hue: "done", glyph: "dash", words: "Said STOP" },
  gone: { hue: "stop", glyph: "cross", words: "No longer wanted" },
  unknown: { hue: "unsure", glyph: "unknown", words: "Unknown" },
  not_sent: { hue: "done", glyph: "dash", words: "Had not gone" },
  handed_back: { hue: "done", glyph: "back", words: "Handed back" },
  "": { hue: "accepted", glyph: "accepted", words: "Under way" },
};

/** Every attempt, successes too, the last first. */
export function Attempts({ tries, place }: { tries: DeliveryAttempt[]; place: Place }) {
  if (tries.length === 0) return <p className="mid">Not tried yet.</p>;
  return (
    <ol className={s.attempts}>
      {tries.toReversed().map((each) => {
        const { words: told, ...mark } = words[each.outcome as Outcome] ?? words.failed;
        return (
          <li key={each.number}>
            <span className="quiet">{each.number}</span>
            <time dateTime={each.startedAt.toISOString()} title={momentWords(each.startedAt, place)}>
              {momentWords(each.startedAt, place).replace(/\d\d:\d\d$/, "")}
              {secondWords(each.startedAt, place)}
            </time>
            <StateMark {...mark}>{told}</StateMark>
            <span className={s.detail}>{answerWords(each)}</span>
            <span className="num quiet">{each.endedAt && tookWords(each.startedAt, each.endedAt)}</span>
          </li>
        );
      })}
    </ol>
  );
}

/** What the other side said; most answers begin with their status. */
function answerWords({ status, detail }: DeliveryAttempt): string {
  if (status === null || detail.startsWith(String(status))) return detail;
  return `${status} ${detail}`.trim();
}
