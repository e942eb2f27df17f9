import { useEffect, useMemo, useRef, useState } from "react";
import { type Line, pageLine } from "@/components/live/line";
import type { LiveMessage } from "@/lib/live/rules";
import { type HeardRows, hearRows, noRowsHeard, rowsNow, type SaidRows } from "@/lib/live/rules-of-rows";

/** How a topic of many rows is followed: what a message says of them, and what tells one row, and one state of it, from another. */
export type Rows<Row> = {
  saidIn: (message: LiveMessage) => SaidRows<Row> | null;
  key: (row: Row) => string;
  version: (row: Row) => number;
};

/** The rows of a topic: as the page was rendered, then as they change and go. Without a topic they stay as rendered. `rows` must stay the same. */
export function useLiveRows<Row>(
  topic: string | null,
  rendered: readonly Row[],
  { rows, line = pageLine }: { rows: Rows<Row>; line?: Line },
): readonly Row[] {
  const [heard, setHeard] = useState<{ topic: string | null; of: HeardRows<Row> }>({ topic, of: noRowsHeard });
  const shown = useRef(rendered);
  shown.current = rendered;
  useEffect(() => {
    if (!topic) return undefined;
    return line.follow(topic, (message) => {
      const said = rows.saidIn(message);
      const over = { key: rows.key, rendered: shown.current };
      if (said)
        setHeard((known) => ({ topic, of: hearRows(known.topic === topic ? known.of : noRowsHeard, said, over) }));
    });
  }, [topic, rows, line]);
  return useMemo(
    () => (heard.topic === topic ? rowsNow(rendered, heard.of, rows) : rendered),
    [rendered, heard, topic, rows],
  );
}
