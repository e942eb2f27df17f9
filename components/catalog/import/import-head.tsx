import { ConfirmImport } from "@/components/catalog/import/confirm-import";
import s from "@/components/catalog/import/import.module.css";
import { Notice } from "@/components/ui/notice";
import type { ImportCounts, ImportSummary } from "@/lib/catalog/import-queries";

/** What an import would do as a whole, and the button; or that it was done. */
export function ImportHead({ summary, when }: { summary: ImportSummary; when: string }) {
  const { counts, notes, newCategories, appliedAt, id } = summary;
  const writes = counts.new + counts.changed;
  return (
    <section className={s.head} aria-label="What this file does">
      {appliedAt && (
        <Notice hue="ready" glyph="tick" title={`Imported ${when}: ${doneWords(counts)}.`}>
          {counts.refused > 0 && `${items(counts.refused)} stayed out.`} The audit log has every change with what was
          before.
        </Notice>
      )}
      {!appliedAt && writes === 0 && (
        <Notice hue="done" glyph="note" title="There is nothing to import.">
          {counts.refused > 0
            ? "Every item that would change something stays out: see why below."
            : "The shop is as this file says already."}
        </Notice>
      )}
      {!appliedAt && writes > 0 && counts.refused > 0 && (
        <Notice hue="unsure" glyph="note" title={`${items(counts.refused)} of this file would stay out.`}>
          See why below. You can mend the file and choose it again, or import the rest.
        </Notice>
      )}
      {(notes.length > 0 || newCategories.length > 0) && (
        <ul className={s.notes}>
          {newCategories.length > 0 && <li>New categories: {newCategories.map(({ name }) => name).join(", ")}.</li>}
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {!appliedAt && writes > 0 && (
        <ConfirmImport importId={id} words={buttonWords(counts)} done={`Imported: ${doneWords(counts)}.`} />
      )}
    </section>
  );
}

function buttonWords({ new: made, changed, refused }: ImportCounts): string {
  const what = [made > 0 && `add ${items(made)}`, changed > 0 && `change ${items(changed)}`]
    .filter(Boolean)
    .join(" and ");
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}${refused > 0 ? `, leave ${refused} out` : ""}`;
}

function doneWords({ new: made, changed }: ImportCounts): string {
  return [made > 0 && `${items(made)} added`, changed > 0 && `${items(changed)} changed`].filter(Boolean).join(", ");
}

function items(count: number): string {
  return count === 1 ? "1 item" : `${count} items`;
}
