import { Icon } from "@/components/layout/admin-icons";
import s from "@/components/stock/stock.module.css";
import type { StockProof } from "@/lib/stock/queries";

const countersPerLevel = 3;

/** Whether every counter agrees with the ledger: checked for this page, not claimed. */
export function ProofBadge({ proof, at }: { proof: StockProof; at: string }) {
  const holds = proof.disagreeing.length === 0;
  const number = (count: number) => count.toLocaleString("en-GB");
  return (
    <p className={s.proof} data-hue={holds ? "ready" : "stop"} role={holds ? undefined : "alert"}>
      <span className="state">
        <Icon name={holds ? "proof" : "close"} />
        {holds ? "Proof holds" : "Proof fails"}
      </span>
      <span>
        {holds
          ? `all ${number(proof.levels * countersPerLevel)} counters agree with ${number(proof.entries)} ledger entries, ${at}`
          : `${proof.disagreeing.length} of ${number(proof.levels)} levels differ from the ledger, ${at}`}
      </span>
    </p>
  );
}
