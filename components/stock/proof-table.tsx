import Link from "next/link";
import { StateMark } from "@/components/layout/admin-icons";
import s from "@/components/stock/proof.module.css";
import { Table } from "@/components/ui/table";
import type { ProofSummary } from "@/lib/stock/proof-queries";

type Props = { proofs: ProofSummary[]; shown: string; moment: (at: Date) => string };

/** The proofs that were kept, newest first. */
export function ProofTable({ proofs, shown, moment }: Props) {
  return (
    <section aria-label="Kept proofs">
      <h2 className={s.past}>Kept proofs</h2>
      <Table
        caption="Kept proofs"
        rows={proofs}
        keyOf={(proof) => proof.id}
        columns={[
          {
            head: "When",
            main: true,
            cell: (proof) => (
              <Link
                className="link"
                href={`/admin/stock/proof?proof=${proof.id}`}
                aria-current={proof.id === shown ? "true" : undefined}
              >
                {moment(proof.at)}
              </Link>
            ),
          },
          { head: "By", cell: (proof) => proof.actor.name ?? "Holdfast" },
          { head: "Entries", num: true, cell: (proof) => proof.entries },
          { head: "Found", cell: (proof) => <Found disagreeing={proof.disagreeing} /> },
        ]}
      />
    </section>
  );
}

function Found({ disagreeing }: { disagreeing: number }) {
  if (disagreeing === 0)
    return (
      <StateMark hue="ready" glyph="tick">
        Holds
      </StateMark>
    );
  return (
    <StateMark hue="stop" glyph="cross">
      {disagreeing} disagree
    </StateMark>
  );
}
