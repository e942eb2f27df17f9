import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { channelKinds } from "@/lib/deliveries/channels/kinds";
import { slackWithin } from "@/lib/deliveries/channels/slack";
import { drainDestination } from "@/lib/deliveries/drain-destination";
import { exportedEvents } from "@/lib/deliveries/rules-of-destinations";
import { newId } from "@/lib/id";
import { seal } from "@/lib/secrets";
import { lineSnapshot, orderEvent, planned, readDelivery } from "@/tests/deliveries/fixtures";
import { receiver } from "@/tests/deliveries/places";
import { useDatabase } from "@/tests/support/database";

useDatabase();
beforeAll(() => {
  process.env.PRIVATE_DESTINATIONS = "127.0.0.1";
});
afterAll(() => {
  delete process.env.PRIVATE_DESTINATIONS;
});

async function addChannel(hook: string, personal = true): Promise<string> {
  const id = newId("dst");
  const events = Object.keys(exportedEvents);
  const data = {
    id,
    kind: "slack" as const,
    name: "Slack",
    address: "hooks.slack.com",
    sealedSecret: seal(hook),
    events,
    personal,
  };
  await db().destination.create({ data });
  return id;
}

const drain = (id: string) =>
  drainDestination(id, new AbortController().signal, { ...channelKinds, slack: slackWithin(5_000, 0) });

async function said(destination: string, order: Parameters<typeof orderEvent>[0]) {
  const { eventId, order: placed } = await orderEvent(order);
  const delivery = (await planned(eventId)).find(({ destinationId }) => destinationId === destination)!;
  await drain(destination);
  return { id: delivery.id, number: placed.number };
}

test("a channel reads the number first, then who, when and how much, and each line", async () => {
  const place = await receiver((response) => response.writeHead(200).end("ok"));
  const channel = await addChannel(place.url);
  const { id, number } = await said(channel, { order: { note: "Two bags" } });
  const { text } = JSON.parse(place.received[0]!.body) as { text: string };
  expect(text.split("\n")).toEqual([
    `*${number}* placed: Maya Okafor, Sat 28 Nov, £9.00`,
    "2 × Sourdough 800 g",
    "“Two bags”",
    expect.stringMatching(/^<https:\/\/shop\.example\/admin\/orders\/ord_\w+\|Open the order>$/),
  ]);
  expect(await readDelivery(id)).toMatchObject({ state: "delivered", address: "hooks.slack.com" });
});

test("what a customer types links nowhere and calls nobody", async () => {
  const place = await receiver((response) => response.writeHead(200).end("ok"));
  const channel = await addChannel(place.url);
  await said(channel, { order: { note: "<!channel> & <https://evil.example|free bread>" } });
  const { text } = JSON.parse(place.received[0]!.body) as { text: string };
  expect(text).toContain("&lt;!channel&gt; &amp; &lt;https://evil.example|free bread&gt;");
});

test("without personal fields nobody is named", async () => {
  const place = await receiver((response) => response.writeHead(200).end("ok"));
  const channel = await addChannel(place.url, false);
  await said(channel, { order: { note: "For Maya", lines: [lineSnapshot()] } });
  expect(place.received[0]!.body).not.toMatch(/Maya|okafor/i);
});

test("a channel that asks for a rest gets it, and no message is lost", async () => {
  const place = await receiver((response) => response.writeHead(429, { "retry-after": "30" }).end());
  const channel = await addChannel(place.url);
  const { id } = await said(channel, {});
  expect(await readDelivery(id)).toMatchObject({ state: "waiting", attempts: 1 });
  await drain(channel);
  expect(place.received).toHaveLength(1);
});

test("a secret that no key opens pauses the channel, which says what to do", async () => {
  const channel = await addChannel("https://hooks.slack.com/services/x");
  await db().destination.update({ where: { id: channel }, data: { sealedSecret: "s1.00000000.AAAA.AAAA" } });
  const { id } = await said(channel, {});
  expect(await readDelivery(id)).toMatchObject({ state: "waiting", attempts: 0 });
  expect(await db().destination.findUnique({ where: { id: channel } })).toMatchObject({
    pausedAt: expect.any(Date),
    pausedReason: expect.stringContaining("Enter the secret again"),
  });
});
