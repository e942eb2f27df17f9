import { Glyph } from "@/components/layout/admin-icons";
import s from "@/components/stock/many.module.css";
import { isOdd, rowResult, type TypedRow } from "@/components/stock/many-rules";
import { OrderLinks } from "@/components/stock/needed-by";
import { variantWords } from "@/components/stock/stock-view";
import type { LevelRow } from "@/lib/stock/queries";
import type { RefusedRow } from "@/lib/stock/refusals";

type Props = {
  row: LevelRow;
  at: number;
  typed: TypedRow;
  mayCount: boolean;
  refused: RefusedRow | null;
  onType: (change: Partial<TypedRow>) => void;
};

/** One variant: its level now, the fields, and what it will be. */
export function ManyRow({ row, at, typed, mayCount, refused, onType }: Props) {
  const result = rowResult(row, typed);
  const wrong = refused !== null || isOdd(typed) || (result?.short ?? false);
  const field = (name: "receive" | "counted" | "lowAt", column: number, label: string) => (
    <input
      className="field num"
      inputMode="numeric"
      autoComplete="off"
      maxLength={6}
      aria-label={`${label}, ${variantWords(row)}`}
      aria-invalid={wrong && typed[name] !== "" ? true : undefined}
      aria-describedby={`will-${row.variantId}`}
      placeholder={name === "lowAt" ? String(row.lowAt) : undefined}
      data-grid-row={at}
      data-grid-column={column}
      value={typed[name]}
      onChange={({ target }) => onType({ [name]: target.value, ...(name === "counted" && { seen: row.onHand }) })}
    />
  );
  return (
    <>
      <tr className={s.row} data-wrong={wrong || undefined}>
        <th scope="row">
          <b>{row.itemName}</b> <span className="mid">{row.variantName}</span>
        </th>
        <td className="num" data-label="On hand">
          {row.onHand}
        </td>
        <td className="num" data-label="Promised">
          {row.committed + row.held || "–"}
        </td>
        <td data-label="Receive">{field("receive", 0, "Receive")}</td>
        {mayCount && <td data-label="Set to">{field("counted", 1, "Set to")}</td>}
        <td className={s.will} id={`will-${row.variantId}`} aria-live="polite">
          {isOdd(typed) ? "One whole number, please" : result && <Will row={row} result={result} />}
        </td>
        <td data-label="Low at">{mayCount ? field("lowAt", 2, "Low at") : row.lowAt}</td>
      </tr>
      {refused && (
        <tr className={s.refused}>
          <td colSpan={7}>
            <Refused refused={refused} typed={typed} row={row} onType={onType} />
          </td>
        </tr>
      )}
    </>
  );
}

function Will({ row, result }: { row: LevelRow; result: NonNullable<ReturnType<typeof rowResult>> }) {
  return (
    <>
      {row.onHand} <b>→ {result.onHand}</b>,{" "}
      {result.short ? `${row.committed + row.held} are promised` : `${result.available} available`}
    </>
  );
}

function Refused({ refused, typed, row, onType }: Pick<Props, "typed" | "row" | "onType"> & { refused: RefusedRow }) {
  return (
    <p className="wrong">
      <Glyph name="cross" />
      <span>
        {refused.words}{" "}
        {refused.orders.length > 0 && (
          <>
            See <OrderLinks orders={refused.orders} />.
          </>
        )}
      </span>
      {typed.counted !== "" && typed.seen !== row.onHand && (
        <button type="button" className="btn small" onClick={() => onType({ seen: row.onHand })}>
          Set to {typed.counted} all the same
        </button>
      )}
    </p>
  );
}
