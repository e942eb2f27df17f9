import type { Metadata } from "next";
import { entryView } from "@/app/admin/audit/entry-view";
import { staffPage } from "@/app/admin/staff-page";
import { Entries } from "@/components/history/entries";
import s from "@/components/history/history.module.css";
import { Icon } from "@/components/layout/admin-icons";
import { AdminPage } from "@/components/layout/admin-page";
import { SelectField, TextField } from "@/components/ui/admin-field";
import { Empty } from "@/components/ui/empty";
import { Pager } from "@/components/ui/pager";
import { FilterBar } from "@/components/ui/toolbar";
import { listAudit } from "@/lib/history/audit";
import { type AuditAsked, auditAsked, auditFilter } from "@/lib/history/audit-filter";
import { eventSentence, eventWords } from "@/lib/history/words";
import { kindWords } from "@/lib/history/words-of-kinds";
import { getShop } from "@/lib/settings/queries";
import { listFormerStaff, listStaff } from "@/lib/staff/queries";
import { findWords, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

type Props = { searchParams: SearchParams };

export const metadata: Metadata = { title: "Audit log" };

export default staffPage(async function AuditPage({ searchParams }: Props) {
  const me = await requireStaff("audit.view");
  const [asked, cursor, shop, staff, former] = await Promise.all([
    searchParams.then((given) => auditAsked.parse(given)),
    findWords(searchParams, "cursor"),
    getShop(),
    listStaff(),
    listFormerStaff(),
  ]);
  const { entries, next } = await listAudit(me, auditFilter(asked, shop.timezone), cursor);
  const query = queryOf(asked);
  return (
    <AdminPage
      title={<h1>Audit log</h1>}
      far={
        // A plain link: a file is no page.
        <a className="btn" href={`/api/staff/audit?${query}`} download>
          <Icon name="export" />
          Download as CSV
        </a>
      }
    >
      <div className={s.page}>
        <Filter asked={asked} people={[...staff, ...former]} />
        {entries.length === 0 && (
          <Empty title="Nothing here.">
            {cursor || query ? "No entry fits what you asked for." : "What the staff do is written down here."}
          </Empty>
        )}
        <Entries entries={entries.map((entry) => entryView(entry, shop))} />
        <Pager
          newest={cursor ? `/admin/audit?${query}` : null}
          older={next ? `/admin/audit?${new URLSearchParams([...new URLSearchParams(query), ["cursor", next]])}` : null}
        />
      </div>
    </AdminPage>
  );
});

function Filter({ asked, people }: { asked: AuditAsked; people: { id: string; name: string }[] }) {
  return (
    <FilterBar action="/admin/audit" label="Filter the log">
      <SelectField
        key={`person ${asked.person}`}
        name="person"
        label="Who"
        defaultValue={asked.person}
        options={[
          { value: "", words: "Everyone here" },
          ...people.map(({ id, name }) => ({ value: id, words: name })),
          { value: "system", words: "The shop by itself" },
          { value: "customers", words: "Customers" },
        ]}
      />
      <SelectField
        key={`kind ${asked.kind}`}
        name="kind"
        label="About"
        defaultValue={asked.kind}
        options={[{ value: "", words: "Everything" }, ...optionsOf(kindWords)]}
      />
      <SelectField
        key={`type ${asked.type}`}
        name="type"
        label="What"
        defaultValue={asked.type}
        options={[{ value: "", words: "Everything" }, ...typesOf(asked.kind)]}
      />
      <TextField key={`from ${asked.from}`} name="from" label="From" type="date" defaultValue={asked.from} />
      <TextField key={`until ${asked.until}`} name="until" label="Until" type="date" defaultValue={asked.until} />
      <TextField
        key={`find ${asked.find}`}
        name="find"
        label="Words"
        type="search"
        defaultValue={asked.find}
        maxLength={200}
      />
    </FilterBar>
  );
}

function optionsOf(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([value, text]) => ({ value, words: text }));
}

/** Types that do not begin with the kind of what they are about. */
const others: Readonly<Record<string, string>> = { shop: "orders.exported", import: "catalog.imported" };

function typesOf(kind: string) {
  const types = Object.keys(eventWords).filter((type) => !kind || type.startsWith(`${kind}.`) || type === others[kind]);
  return types.map((type) => ({ value: type, words: eventSentence(type, "…") }));
}

function queryOf(asked: AuditAsked): string {
  return new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== "")).toString();
}
