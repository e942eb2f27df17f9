import { csvResponse } from "@/lib/csv";
import { type AuditEntry, streamAudit } from "@/lib/history/audit";
import { auditAsked, auditFilter } from "@/lib/history/audit-filter";
import { noteDownload } from "@/lib/history/note-download";
import { changesOf, whoWords } from "@/lib/history/rules";
import { eventSentence } from "@/lib/history/words";
import { kindWords } from "@/lib/history/words-of-kinds";
import { comparedFields } from "@/lib/orders/words-of-change";
import { getShop, type Shop } from "@/lib/settings/queries";
import { dayOf } from "@/lib/time";
import { staffRoute } from "@/lib/web/staff-route";

export const dynamic = "force-dynamic";

/** The log as the page shows it, all of it. */
export const GET = staffRoute("download the audit log", async (staff, request) => {
  const asked = auditAsked.parse(Object.fromEntries(new URL(request.url).searchParams));
  const shop = await getShop();
  const entries = streamAudit(staff, auditFilter(asked, shop.timezone));
  await noteDownload(staff, "audit.view", { file: "Audit log", asked: only(asked) });
  return csvResponse(`audit-log-${dayOf(new Date(), shop.timezone)}.csv`, columnsOf(shop), entries);
});

const columnsOf = (shop: Shop) => ({
  at: ({ at }: AuditEntry) => at.toISOString(),
  who: ({ actor }: AuditEntry) => whoWords(actor),
  what: ({ type, subject }: AuditEntry) => eventSentence(type, subject.name),
  about: ({ subject }: AuditEntry) => kindWords[subject.kind] ?? subject.kind,
  changes: ({ before, after, subject }: AuditEntry) =>
    changesOf({ ...comparedFields({ before, after }), subject }, shop)
      .map((change) => `${change.field}: ${change.before === null ? "" : `${change.before} → `}${change.after}`)
      .join("\n"),
  taken_back: ({ undone }: AuditEntry) => (undone ? "yes" : ""),
  type: ({ type }: AuditEntry) => type,
  subject_id: ({ subject }: AuditEntry) => subject.id,
  person_id: ({ actor }: AuditEntry) => actor.id ?? "",
  entry_id: ({ id }: AuditEntry) => id,
});

function only(asked: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ""));
}
