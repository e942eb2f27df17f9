import Link from "next/link";
import { momentWords, type Place } from "@/components/layout/admin-clock";
import { StateMark } from "@/components/layout/admin-icons";
import s from "@/components/stock/proof.module.css";
import { type Column, Table } from "@/components/ui/table";
import type { Proof } from "@/lib/stock/proof-queries";
import { type ProofRow, proofWords } from "@/lib/stock/words-of-proof";
import { formatShortDay } from "@/lib/time";

/** What a proof found: green, or the exact rows that disagree. */
export function ProofResult({ proof, place }: { proof: Proof; place: Place }) {
  const holds = proof.disagreeing === 0;
  const count = (value: number) => value.toLocaleString(place.locale);
  return (
    <section className={`panel ${s.result}`} data-hue={holds ? "ready" : "stop"} aria-label="Result">
      <div className={s.head}>
        <h2>
          <StateMark hue={holds ? "ready" : "stop"} glyph={holds ? "tick" : "cross"}>
            {holds ? "The proof holds" : "The books disagree"}
          </StateMark>
        </h2>
        <span className="mid">
          {momentWords(proof.at, place)}, {proof.actor.name ?? "Holdfast"}
        </span>
      </div>
      <dl className={s.facts}>
        <Fact words="Levels, three counters each" value={count(proof.levels)} />
        <Fact words="Ledger entries added up" value={count(proof.entries)} />
        <Fact words="Open orders" value={count(proof.orders)} />
        <Fact words="Rows that disagree" value={count(proof.disagreeing)} />
      </dl>
      {!holds && <Table caption="Rows that disagree" columns={columnsOf(place)} rows={proof.rows} keyOf={keyOf} />}
      {proof.rows.length < proof.disagreeing && (
        <p className="mid">The first {count(proof.rows.length)} of them are kept.</p>
      )}
      <p className={s.downloads}>
        <a className="btn" href={`/api/staff/stock/proof/${proof.id}?as=csv`} download>
          Download as CSV
        </a>
        <a className="btn" href={`/api/staff/stock/proof/${proof.id}?as=json`} download>
          Download as JSON
        </a>
      </p>
    </section>
  );
}

function Fact({ words, value }: { words: string; value: string }) {
  return (
    <div>
      <dt>{words}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function columnsOf(place: Place): Column<ProofRow>[] {
  return [
    { head: "Variant", main: true, cell: nameOf },
    { head: "For", cell: ({ day, levelId }) => (day ? formatShortDay(day, place.locale) : levelId ? "keeps" : "") },
    { head: "What disagrees", cell: (row) => <span>{proofWords(row)}</span> },
    { head: "", label: "See", act: true, cell: (row) => <Where row={row} /> },
  ];
}

function nameOf({ check, name, sku }: ProofRow): string {
  if (check === "slot" || check === "slot_day" || check === "order_work") return "Pickup times";
  return name || sku || "A level that is not there";
}

function Where({ row }: { row: ProofRow }) {
  return (
    <>
      {row.levelId && (
        <Link className="btn small" href={`/admin/stock/ledger?level=${row.levelId}`}>
          Ledger
        </Link>
      )}
      {row.orderId && (
        <Link className="btn small" href={`/admin/orders/${row.orderId}`}>
          Order {row.orderName}
        </Link>
      )}
    </>
  );
}

function keyOf({ check, levelId, counter, entryId, orderId, sku }: ProofRow): string {
  return [check, levelId, counter, entryId, orderId, sku].join(" ");
}
