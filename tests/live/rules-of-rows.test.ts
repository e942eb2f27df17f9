import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type HeardRows, hearRows, noRowsHeard, rowsNow, type SaidRows } from "@/lib/live/rules-of-rows";

type Row = { id: string; version: number; room: number };
const form = { key: (row: Row) => row.id, version: (row: Row) => row.version };
const row = (id: string, version: number, room = 5): Row => ({ id, version, room });

/** What a page shows that was rendered with some rows and then heard messages. */
function shown(rendered: readonly Row[], ...said: SaidRows<Row>[]): Row[] {
  const start: HeardRows<Row> = noRowsHeard;
  return rowsNow(
    rendered,
    said.reduce((heard, one) => hearRows(heard, one, { key: form.key, rendered }), start),
    form,
  );
}
const change = (...rows: Row[]): SaidRows<Row> => ({ rows, whole: false });
const whole = (...rows: Row[]): SaidRows<Row> => ({ rows, whole: true });

describe("the rows of an open page", () => {
  test("take what changed in place of what was rendered, and what is new beside it", () => {
    expect(shown([row("a", 1), row("b", 1)], change(row("b", 2), row("c", 1)))).toEqual([
      row("a", 1),
      row("b", 2),
      row("c", 1),
    ]);
  });

  test("lose one that is told to be no more", () => {
    expect(shown([row("a", 1), row("b", 1)], { rows: [], gone: ["a"], whole: false })).toEqual([row("b", 1)]);
    expect(shown([], whole(row("a", 1), row("b", 1)), { rows: [], gone: ["a"], whole: false })).toEqual([row("b", 1)]);
  });

  test("are those of the whole once it is heard: what is not among them is no more", () => {
    expect(shown([row("a", 1), row("b", 1)], whole(row("b", 1), row("c", 1)))).toEqual([row("b", 1), row("c", 1)]);
  });

  test("go back with a whole whose versions went back, as after a backup was restored", () => {
    expect(shown([row("a", 50)], whole(row("a", 30)))).toEqual([row("a", 30)]);
    expect(shown([row("a", 50)], whole(row("a", 51)), whole(row("a", 30)))).toEqual([row("a", 30)]);
  });

  test("take a value that moved without its version, in the order in which it was told", () => {
    expect(shown([row("a", 1, 9)], whole(row("a", 1, 5)), change(row("a", 1, 2)))).toEqual([row("a", 1, 2)]);
  });

  test("rendered anew are not replaced by what was heard before, unless that is newer", () => {
    const heard = hearRows<Row>(noRowsHeard, whole(row("a", 3), row("b", 3)), {
      key: form.key,
      rendered: [row("a", 1)],
    });
    expect(rowsNow([row("a", 4), row("b", 2), row("c", 1)], heard, form)).toEqual([
      row("a", 4),
      row("b", 3),
      row("c", 1),
    ]);
  });

  test("come to what the shop has, whatever changes, comes and goes between a whole and the last word", () => {
    const states = fc.array(fc.uniqueArray(fc.nat(4).map(String), { maxLength: 5 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(states, (list) => {
        const pictures = list.map((ids, version) => ids.map((id) => row(id, version)));
        const said = pictures.map((rows, at) => {
          const before = pictures[at - 1] ?? [];
          const gone = before.map(({ id }) => id).filter((id) => !rows.some((one) => one.id === id));
          return { rows, gone, whole: at === 0 };
        });
        const byId = (one: Row, other: Row) => one.id.localeCompare(other.id);
        expect(shown([row("9", 1)], ...said).sort(byId)).toEqual(pictures.at(-1)!.sort(byId));
      }),
    );
  });
});
