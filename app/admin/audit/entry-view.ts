import type { EntryView } from "@/components/history/entries";
import type { AuditEntry } from "@/lib/history/audit";
import { changesOf, whoWords } from "@/lib/history/rules";
import { eventSentence } from "@/lib/history/words";
import { comparedFields } from "@/lib/orders/words-of-change";
import type { Shop } from "@/lib/settings/queries";
import { dayOf, formatDay, formatTime } from "@/lib/time";

/** An entry of the log as the page shows it. */
export function entryView(entry: AuditEntry, shop: Shop): EntryView {
  const { id, type, at, actor, subject, undone, before, after } = entry;
  return {
    id,
    day: formatDay(dayOf(at, shop.timezone), shop.locale),
    time: formatTime(at, shop.locale, shop.timezone),
    at: at.toISOString(),
    who: whoWords(actor),
    whoHref: actor.kind === "staff" && actor.id ? `/admin/audit?person=${encodeURIComponent(actor.id)}` : null,
    words: eventSentence(type, subject.name),
    href: hrefOf(entry),
    undone,
    changes: changesOf({ ...comparedFields({ before, after }), subject }, shop),
  };
}

function hrefOf({ subject, orderId }: AuditEntry): string | null {
  if (orderId) return `/admin/orders/${orderId}`;
  if (subject.kind === "item") return `/admin/items/${subject.id}`;
  return subject.kind === "staff" && subject.id.startsWith("stf_") ? `/admin/staff/${subject.id}` : null;
}
