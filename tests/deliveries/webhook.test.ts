import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { webhookWithin } from "@/lib/deliveries/channels/webhook";
import { disableDestination } from "@/lib/deliveries/disable-destination";
import { addDestination, makeDue, orderEvent, plannedOne, secret, tryOnce } from "@/tests/deliveries/fixtures";
import { closedPort, receiver } from "@/tests/deliveries/places";
import { useDatabase } from "@/tests/support/database";

useDatabase();
beforeAll(() => {
  process.env.PRIVATE_DESTINATIONS = "127.0.0.1";
});
afterAll(() => {
  delete process.env.PRIVATE_DESTINATIONS;
});

async function exportTo(url: string) {
  const destination = await addDestination(url);
  const { eventId, order } = await orderEvent({ type: "order.accepted", by: "staff" });
  return { id: await findExport(eventId, destination), destination, order };
}

describe("a receiver that takes it", () => {
  test("gets a signed message that verifies, once, with the order in it", async () => {
    const place = await receiver();
    const { id, order } = await exportTo(place.url);
    expect(await tryOnce(id)).toMatchObject({ state: "delivered", tries: [{ outcome: "delivered", status: 204 }] });
    const [message] = place.received;
    expect(place.received).toHaveLength(1);
    expect(message!.headers).toMatchObject({ "webhook-id": id, "content-type": "application/json" });
    const verified = new Webhook(secret).verify(message!.body, message!.headers as Record<string, string>);
    expect(verified).toMatchObject({ type: "order.accepted", data: { order: { number: String(order.number) } } });
  });

  test("is told with the same webhook-id at every try, and a fresh time and signature", async () => {
    const place = await receiver((response) => response.writeHead(500).end("out of flour"));
    const { id } = await exportTo(place.url);
    expect(await tryOnce(id)).toMatchObject({ state: "waiting", lastError: "500: out of flour" });
    place.answer = (response) => response.writeHead(200).end("ok");
    await makeDue(id);
    expect(await tryOnce(id)).toMatchObject({
      state: "delivered",
      tries: [{ detail: "500: out of flour" }, { detail: "200: ok" }],
    });
    const ids = place.received.map(({ headers }) => headers["webhook-id"]);
    expect(ids).toEqual([id, id]);
    expect(place.received[0]!.body).toBe(place.received[1]!.body);
  });

  test("a 2xx counts although the rest of the answer never comes", async () => {
    const place = await receiver((response) => {
      response.writeHead(200).write("thank you");
      setTimeout(() => response.destroy(), 100);
    });
    const { id } = await exportTo(place.url);
    expect((await tryOnce(id)).state).toBe("delivered");
  });
});

describe("a receiver that does not", () => {
  test("nobody listens: it is tried again", async () => {
    const { id } = await exportTo(`http://127.0.0.1:${await closedPort()}/`);
    expect(await tryOnce(id)).toMatchObject({ state: "waiting", lastError: expect.stringContaining("ECONNREFUSED") });
  });

  test("one that never answers is not waited for longer than its time, and is tried again", async () => {
    const place = await receiver(() => {});
    const { id } = await exportTo(place.url);
    expect(await tryOnce(id, { kind: webhookWithin(2_000) })).toMatchObject({
      state: "waiting",
      lastError: expect.stringContaining("No answer within"),
    });
    expect(place.received).toHaveLength(1);
  });

  test("a redirect is a failure and is not followed", async () => {
    const elsewhere = await receiver();
    const place = await receiver((response) => response.writeHead(307, { location: elsewhere.url }).end());
    const { id } = await exportTo(place.url);
    expect(await tryOnce(id)).toMatchObject({ state: "waiting", lastError: "307: redirects are not followed." });
    expect(elsewhere.received).toEqual([]);
  });

  test("410 ends it for good: the destination is switched off, with the reason", async () => {
    const place = await receiver((response) => response.writeHead(410).end());
    const { id, destination } = await exportTo(place.url);
    expect((await tryOnce(id)).state).toBe("dead");
    expect(await db().destination.findUnique({ where: { id: destination } })).toMatchObject({
      disabledAt: expect.any(Date),
      disabledReason: expect.stringContaining("410"),
    });
  });

  test("what still waits for a destination that was switched off is given up unsent", async () => {
    const place = await receiver();
    const { id, destination } = await exportTo(place.url);
    await inTransaction((tx) => disableDestination(tx, destination, "Too loud."));
    expect(await tryOnce(id)).toMatchObject({ state: "dead", lastError: "Too loud." });
    expect(place.received).toEqual([]);
  });

  test.each([429, 502, 503, 504])("%i with a Retry-After lets the whole destination rest", async (status) => {
    const place = await receiver((response) => response.writeHead(status, { "retry-after": "600" }).end());
    const destination = await addDestination(place.url);
    const events = [await orderEvent({ type: "order.accepted" }), await orderEvent({ type: "order.accepted" })];
    const rows = await Promise.all(events.map(({ eventId }) => findExport(eventId, destination)));
    await db().delivery.update({ where: { id: rows[1]! }, data: { nextAttemptAt: new Date(Date.now() + 3_600_000) } });
    await tryOnce(rows[0]!);
    for (const id of rows) await makeDue(id);
    expect((await tryOnce(rows[1]!)).attempts).toBe(0);
    const { restsUntil } = await db().destination.findUniqueOrThrow({ where: { id: destination } });
    expect(restsUntil!.getTime()).toBeGreaterThan(Date.now() + 590_000);
  });

  test("of an enormous answer only the first 2 kB are kept", async () => {
    const place = await receiver((response) => {
      response.writeHead(500);
      response.on("error", () => {});
      for (let sent = 0; sent < 200; sent += 1) response.write("x".repeat(10_000));
      response.end();
    });
    const { id } = await exportTo(place.url);
    expect((await tryOnce(id)).lastError.length).toBeLessThanOrEqual(2_010);
  });

  test("an answer that Postgres cannot keep as it is does no harm", async () => {
    const place = await receiver((response) => response.writeHead(500).end(Buffer.from([0, 0xff, 0xfe, 65])));
    const { id } = await exportTo(place.url);
    expect((await tryOnce(id)).state).toBe("waiting");
  });

  test("a private address is refused in words", async () => {
    process.env.PRIVATE_DESTINATIONS = "";
    const { id } = await exportTo("http://169.254.169.254/latest/meta-data");
    expect((await tryOnce(id)).lastError).toContain("private address");
    process.env.PRIVATE_DESTINATIONS = "127.0.0.1";
  });
});

test("a worker that must stop while it waits for the answer hands the export back", async () => {
  const stopping = new AbortController();
  const place = await receiver(() => stopping.abort());
  const { id } = await exportTo(place.url);
  expect(await tryOnce(id, { stopping: stopping.signal })).toMatchObject({
    state: "waiting",
    tries: [{ outcome: "handed_back" }],
  });
});

async function findExport(eventId: string, destinationId: string): Promise<string> {
  await plannedOne(eventId, "webhook");
  return (await db().delivery.findFirstOrThrow({ where: { eventId, destinationId } })).id;
}
