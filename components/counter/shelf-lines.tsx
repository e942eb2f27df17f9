"use client";

import { useState } from "react";
import s from "@/components/counter/order-form.module.css";
import type { Shelf, ShelfLine } from "@/components/counter/shelf";
import { Glyph, Icon } from "@/components/layout/admin-icons";
import { useActionForm } from "@/components/ui/action-form";
import { SlashFocus } from "@/components/ui/ask-at-once";
import { formatMoney } from "@/lib/money";

type Props = {
  shelf: Shelf;
  left: (line: ShelfLine) => number;
  units: Readonly<Record<string, number>>;
  onUnits: (variantId: string, count: number) => void;
  money: { currency: string; locale: string };
  /** The most of one line. */
  most: number;
};

/** Everything on sale with what is left of it. What does not match what is typed is hidden, and stays in the order. */
export function ShelfLines({ shelf, ...line }: Props) {
  const [typed, setTyped] = useState("");
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = ({ name, variant }: ShelfLine) =>
    words.every((word) => `${name} ${variant}`.toLowerCase().includes(word));
  return (
    <>
      <search className={`find ${s.find}`} data-wide>
        <label htmlFor="goods" className="sr">
          Find goods
        </label>
        <Icon name="find" />
        <SlashFocus>
          <input
            id="goods"
            type="search"
            placeholder="Find goods"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
            autoComplete="off"
          />
        </SlashFocus>
        <kbd>/</kbd>
      </search>
      {shelf.map(({ category, lines }) => (
        <section key={category} className={s.group} hidden={!lines.some(found)} aria-label={category}>
          <h2>{category}</h2>
          <ul className="panel">
            {lines.map((each) => (
              <li key={each.variantId} className={s.line} hidden={!found(each)}>
                <Line line={each} {...line} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

type LineProps = Omit<Props, "shelf"> & { line: ShelfLine };

function Line({ line, left, units, onUnits, money, most }: LineProps) {
  const { variantId, name, variant, priceMinor, limit } = line;
  const { state } = useActionForm();
  const there = left(line);
  const full = Math.min(there, most);
  const count = units[variantId] ?? 0;
  const called = variant ? `${name}, ${variant}` : name;
  const wrong = state.fields?.[`units-${variantId}`] ?? tooMany(count, there, limit);
  const set = (next: number) => onUnits(variantId, Math.max(0, Math.min(most, next || 0)));
  return (
    <>
      <span className={s.what}>
        <span>
          <b>{name}</b> <span className="quiet">{variant}</span>
        </span>
        <span className="meta quiet">
          {formatMoney(priceMinor, money.currency, money.locale)} · {there > 0 ? `${there} left` : "sold out"}
          {limit !== null && `, at most ${limit} an order`}
        </span>
      </span>
      <span className={s.steps}>
        <button
          type="button"
          className="btn"
          aria-label={`One less: ${called}`}
          disabled={count === 0}
          onClick={() => set(count - 1)}
        >
          −
        </button>
        <input
          className="field num"
          type="number"
          inputMode="numeric"
          name={`units-${variantId}`}
          aria-label={`How many: ${called}`}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? `wrong-${variantId}` : undefined}
          min={0}
          value={count === 0 ? "" : count}
          placeholder="0"
          onChange={(event) => set(Math.trunc(Number(event.target.value)))}
        />
        <button
          type="button"
          className="btn"
          aria-label={`One more: ${called}`}
          disabled={count >= full}
          onClick={() => set(count + 1)}
        >
          +
        </button>
      </span>
      {wrong && (
        <p className={`wrong ${s.wrong}`} id={`wrong-${variantId}`} role="alert">
          <Glyph name="cross" />
          {wrong}
        </p>
      )}
    </>
  );
}

/** What is wrong with a count before it is sent. The shop says it again, under its lock. */
function tooMany(count: number, there: number, limit: number | null): string | undefined {
  if (limit !== null && count > limit) return `At most ${limit} in one order.`;
  if (count <= there) return undefined;
  return there > 0 ? `Only ${there} left.` : "Sold out.";
}
