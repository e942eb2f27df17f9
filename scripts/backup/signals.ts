/** A signal that says stop when whoever runs the program does, so that it can clean up. A second one ends it at once. */
export function untilStopped(): { signal: AbortSignal } {
  const stopping = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => stopping.abort());
  return { signal: stopping.signal };
}
