import type { LiveMessage } from "@/lib/live/rules";

/** A topic as the database has it: its rows by key, each with a mark that changes when the row does. */
export type Picture = {
  marks: ReadonlyMap<string, string>;
  /** The message that says what is under these keys, also that it is no more, or all that there is. */
  say: (keys: ReadonlySet<string> | "all") => LiveMessage;
};

type Rows<Row> = {
  rows: readonly Row[];
  key: (row: Row) => string;
  /** What changes when the row does. */
  mark: (row: Row) => string;
  /** Says these rows: all that there are, or those that changed and the keys of those that are no more. */
  say: (said: { rows: Row[]; whole: boolean; gone?: string[] }) => LiveMessage;
  /** What changes when something is to be said that is no row. */
  rest?: string;
};

/** A topic of many rows, of which only those are said that changed. */
export function pictureOfRows<Row>({ rows, key, mark, say, rest }: Rows<Row>): Picture {
  const marks = new Map(rows.map((row) => [key(row), mark(row)]));
  if (rest !== undefined) marks.set("rest", rest);
  return {
    marks,
    say: (keys) => {
      if (keys === "all") return say({ rows: [...rows], whole: true });
      const gone = [...keys].filter((one) => !marks.has(one));
      return say({ rows: rows.filter((row) => keys.has(key(row))), whole: false, ...(gone.length > 0 && { gone }) });
    },
  };
}

/** A topic that is said as one. */
export function pictureOfOne(mark: string, message: LiveMessage): Picture {
  return { marks: new Map([["one", mark]]), say: () => message };
}
