import Link from "next/link";
import s from "@/components/catalog/import/import.module.css";
import { Table } from "@/components/ui/table";
import type { Change, PlanKind } from "@/lib/catalog/import/planned";
import type { ImportLine } from "@/lib/catalog/import-queries";

type Props = { lines: readonly ImportLine[]; kind: PlanKind; applied: boolean };

const captions: Record<PlanKind, string> = {
  new: "Items that are new",
  changed: "Items that change",
  same: "Items that stay as they are",
  refused: "Items that stay out",
};

/** Items of an import with what happens to each, line by line. */
export function ImportLines({ lines, kind, applied }: Props) {
  return (
    <Table
      caption={captions[kind]}
      rows={lines}
      keyOf={({ number }) => String(number)}
      hueOf={() => (kind === "refused" ? "stop" : undefined)}
      columns={[
        { head: "Line", cell: ({ line }) => line, num: true, quietOnPhone: true },
        { head: "Item", cell: (line) => <ItemName line={line} applied={applied} />, main: true },
        { head: "Category", cell: ({ category }) => category, quietOnPhone: true },
        { head: kind === "refused" ? "Why" : "What", cell: (line) => <What line={line} kind={kind} /> },
      ]}
    />
  );
}

function ItemName({ line: { name, slug, itemId }, applied }: { line: ImportLine; applied: boolean }) {
  return (
    <span className={s.name}>
      {applied && itemId ? (
        <Link className="link" href={`/admin/items/${itemId}`}>
          {name}
        </Link>
      ) : (
        name || "No name"
      )}
      <span className="meta quiet">{slug}</span>
    </span>
  );
}

function What({ line, kind }: { line: ImportLine; kind: PlanKind }) {
  const { changes, variants, wrong, notes, onSale } = line;
  return (
    <ul className={s.what}>
      {wrong.map((remark) => (
        <li key={`${remark.line} ${remark.words}`}>
          <span className="meta quiet">Line {remark.line}</span> {remark.words}
        </li>
      ))}
      {kind === "new" && <li className="quiet">{onSale ? "On sale at once" : "As a draft"}</li>}
      {kind === "changed" && changes.map((change) => <ChangeLine key={change.what} {...change} />)}
      {kind !== "refused" &&
        variants.map(({ line: at, label, isNew, changes: of }) => (
          <li key={`${at} ${label}`}>
            {isNew ? <NewVariant label={label} of={of} /> : <b>{label}</b>}
            {!isNew && (
              <ul className={s.what}>
                {of.map((change) => (
                  <ChangeLine key={change.what} {...change} />
                ))}
              </ul>
            )}
          </li>
        ))}
      {notes.map((remark) => (
        <li key={`${remark.line} ${remark.words}`} className="meta quiet">
          {remark.words}
        </li>
      ))}
      {kind === "same" && notes.length === 0 && <li className="quiet">Nothing</li>}
    </ul>
  );
}

function NewVariant({ label, of }: { label: string; of: readonly Change[] }) {
  const said = of.map(({ to }) => to).filter((to) => to !== label);
  return (
    <>
      <b>{label}</b> <span className="quiet">new, {said.join(", ")}</span>
    </>
  );
}

function ChangeLine({ what, from, to }: Change) {
  return (
    <li className={s.change}>
      <span className="quiet">{what}</span> <del>{short(from) || "nothing"}</del>
      <span aria-hidden> → </span>
      <span className="sr"> becomes </span>
      <ins>{short(to) || "nothing"}</ins>
    </li>
  );
}

function short(words: string): string {
  return words.length > 160 ? `${words.slice(0, 160)}…` : words;
}
