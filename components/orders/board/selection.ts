/** Tickets chosen to be moved together, and the one chosen last: a range reaches from there. */
export type Selection = { ids: readonly string[]; last: string | null };

export const nothingSelected: Selection = { ids: [], last: null };

/** How many are moved at a time, at most. */
export const mostSelected = 100;

/** Chooses a ticket, or lets it go. */
export function toggle({ ids }: Selection, id: string): Selection {
  return ids.includes(id) ? { ids: ids.filter((other) => other !== id), last: id } : add({ ids, last: id }, [id]);
}

/** Chooses everything from the ticket chosen last to this one, as `order` has them. From another column it chooses this one alone. */
export function reachTo(selection: Selection, id: string, order: readonly string[]): Selection {
  const [from, to] = [selection.last ? order.indexOf(selection.last) : -1, order.indexOf(id)];
  if (from < 0 || to < 0) return add({ ...selection, last: id }, [id]);
  return add({ ...selection, last: id }, order.slice(Math.min(from, to), Math.max(from, to) + 1));
}

/** Chooses these as well. */
export function add({ ids, last }: Selection, more: readonly string[]): Selection {
  return { ids: [...new Set([...ids, ...more])].slice(0, mostSelected), last };
}

/** Without what is no longer there to be moved. */
export function keep(selection: Selection, there: ReadonlySet<string>): Selection {
  const ids = selection.ids.filter((id) => there.has(id));
  return ids.length === selection.ids.length ? selection : { ...selection, ids };
}
