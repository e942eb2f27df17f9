import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { newId } from "@/lib/id";
import { placeOrder } from "@/lib/orders/place-order";
import { type BenchVariant, day } from "./shop";
import { startWorker } from "./worker";

export type MailTimes = { orders: number; p50: number; p95: number };

/**
 * How long after its order's commit a mail is accepted by a mail server on this machine, one order at a time, with one worker that
 * has nothing else to do. Milliseconds.
 */
export async function measureMail(databaseUrl: string, variant: BenchVariant, orders: number): Promise<MailTimes> {
  const accepted = new Map<string, (at: number) => void>();
  const { server, port } = await startMailServer(accepted);
  const worker = startWorker({ DATABASE_URL: databaseUrl, SMTP_URL: `smtp://127.0.0.1:${port}` });
  try {
    const times: number[] = [];
    for (let index = -3; index < orders; index += 1) {
      const took = await orderAndWait(variant, accepted);
      if (index >= 0) times.push(took);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
    return { orders, p50: at(0.5), p95: at(0.95) };
  } finally {
    await worker.stop();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

async function orderAndWait(variant: BenchVariant, accepted: Map<string, (at: number) => void>): Promise<number> {
  const email = `${newId("ord").toLowerCase()}@example.org`;
  const mail = new Promise<number>((resolve) => accepted.set(email, resolve));
  const contact = { customer: { name: "Maya", email, phone: "" }, notify: { email: true, text: false }, note: "" };
  const key = { apiKey: newId("ord"), contentHash: "hash" };
  await placeOrder(
    { kind: "api" },
    { ...contact, expectedTotalMinor: 450, key, day, lines: [{ sku: variant.sku, quantity: 1 }] },
  );
  const committed = performance.now();
  return (await mail) - committed;
}

/** A mail server on the loopback address that takes everything, and tells whoever waits for a recipient. */
export async function startMailServer(
  accepted: Map<string, (at: number) => void>,
): Promise<{ server: SMTPServer; port: number }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, callback) {
      stream.resume();
      stream.on("end", () => {
        const at = performance.now();
        for (const { address } of session.envelope.rcptTo) accepted.get(address)?.(at);
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, port: (server.server.address() as AddressInfo).port };
}
