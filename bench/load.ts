export type Load = { done: number; failed: number; seconds: number; p50: number; p95: number; p99: number };

/** So many clients, each sending its next request when the last one was answered, until `count` were sent. Times in milliseconds. */
export async function drive(clients: number, count: number, send: (index: number) => Promise<boolean>): Promise<Load> {
  const times: number[] = [];
  let next = 0;
  let failed = 0;
  const client = async () => {
    while (next < count) {
      const index = next++;
      const start = performance.now();
      if (!(await send(index))) failed += 1;
      times.push(performance.now() - start);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - start) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { done: count - failed, failed, seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
