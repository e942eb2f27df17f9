/** What went wrong, in the four ways that matter to whoever waits. */
export type DatabaseTrouble = "conflict" | "busy" | "unreachable" | "other";

/** Names the trouble behind an error that Prisma threw, from a model call (P2034) or a raw one (P2010) alike. */
export function databaseTrouble(error: unknown): DatabaseTrouble {
  const state = sqlState(error);
  if (state) return troubleOfState(state);
  const code = textAt(error, "code");
  if (code === "P2034") return "conflict";
  if (code === "P2028" || code === "P2024") return poolIsDown(error) ? "unreachable" : "busy";
  return poolIsDown(error) ? "unreachable" : messageMeansBusy(error);
}

/** The SQLSTATE behind an error, or null: Prisma keeps it in the adapter's cause, pg on the error itself. */
export function sqlState(error: unknown): string | null {
  for (const layer of layers(error)) {
    for (const key of ["originalCode", "code"]) {
      const value = textAt(layer, key);
      if (value && /^[0-9A-Z]{5}$/.test(value) && !/^P[12]\d{3}$/.test(value)) return value;
    }
    if (textAt(layer, "kind") === "TransactionWriteConflict") return "40001";
  }
  return null;
}

function troubleOfState(state: string): DatabaseTrouble {
  if (state === "40P01" || state === "40001") return "conflict";
  if (state === "55P03" || state === "57014" || state === "25P03") return "busy";
  if (state.startsWith("08") || state.startsWith("57P") || state === "53300") return "unreachable";
  return "other";
}

function poolIsDown(error: unknown): boolean {
  const lost =
    /ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|Connection terminated|DatabaseNotReachable|ConnectionClosed|Can't reach database/i;
  return layers(error).some((layer) =>
    lost.test(`${textAt(layer, "kind")} ${textAt(layer, "code")} ${textAt(layer, "message")}`),
  );
}

function messageMeansBusy(error: unknown): DatabaseTrouble {
  const late = /timeout exceeded when trying to connect|SocketTimeout|Unable to start a transaction/i;
  return layers(error).some((layer) => late.test(`${textAt(layer, "kind")} ${textAt(layer, "message")}`))
    ? "busy"
    : "other";
}

/** The error and everything nested in it under the names that Prisma and its adapter use. */
function layers(error: unknown): unknown[] {
  const found: unknown[] = [];
  let next = [error];
  while (next.length > 0 && found.length < 12) {
    found.push(...next);
    next = next
      .flatMap((layer) => ["cause", "meta", "driverAdapterError"].map((key) => at(layer, key)))
      .filter(Boolean);
  }
  return found;
}

function at(value: unknown, key: string): unknown {
  return value !== null && typeof value === "object" ? (value as Record<string, unknown>)[key] : undefined;
}

function textAt(value: unknown, key: string): string | null {
  const found = at(value, key);
  return typeof found === "string" ? found : null;
}
