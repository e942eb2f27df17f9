import Link from "next/link";
import { momentWords, type Place } from "@/components/layout/admin-clock";
import { Icon } from "@/components/layout/admin-icons";
import s from "@/components/stock/stock.module.css";
import type { ProofSummary } from "@/lib/stock/proof-queries";

const countersPerLevel = 3;

/** The last proof that was kept: what it found, and when. It leads to the page of the proof. */
export function ProofBadge({ proof, place }: { proof: ProofSummary | null; place: Place }) {
  const holds = proof?.disagreeing === 0;
  const hue = proof ? (holds ? "ready" : "stop") : undefined;
  return (
    <Link className={s.proof} data-hue={hue} href="/admin/stock/proof">
      <span className="state">
        <Icon name={proof && !holds ? "close" : "proof"} />
        {proof ? (holds ? "Proof holds" : "Proof fails") : "Not proven yet"}
      </span>
      {proof && <span>{words(proof, momentWords(proof.at, place))}</span>}
    </Link>
  );
}

function words({ levels, entries, disagreeing }: ProofSummary, at: string): string {
  const number = (count: number) => count.toLocaleString("en-GB");
  if (disagreeing === 0)
    return `all ${number(levels * countersPerLevel)} counters agree with ${number(entries)} ledger entries, ${at}`;
  return `${number(disagreeing)} ${disagreeing === 1 ? "row disagrees" : "rows disagree"}, ${at}`;
}
