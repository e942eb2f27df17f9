import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { claimDelivery } from "@/lib/deliveries/claim-delivery";
import { listOutbox } from "@/lib/deliveries/outbox-queries";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { previewLetter } from "@/lib/deliveries/preview-letter";
import { closeDay } from "@/lib/settings/close-day";
import { reopenDay } from "@/lib/settings/reopen-day";
import { ourWords } from "@/lib/settings/words";
import { receiveStock } from "@/lib/stock/receive-stock";
import { addDays } from "@/lib/time";
import { closeLists } from "@/lib/waiting/close-lists";
import { confirmPlace } from "@/lib/waiting/confirm-place";
import { joinWaitingList } from "@/lib/waiting/join-waiting-list";
import { leavePlace } from "@/lib/waiting/leave-place";
import { useDatabase } from "@/tests/support/database";
import { counter, openShop, owner, type Stocked, stock, tomorrow } from "@/tests/support/shop";
import { ask, join } from "@/tests/support/waiting";

useDatabase();
beforeAll(openShop);
afterEach(() => vi.unstubAllEnvs());

const receive = ({ variantId }: Stocked, quantity = 1) =>
  receiveStock(counter, { variantId, day: tomorrow, quantity, note: "" });
const placeOf = (token: string) => db().waitingPlace.findUniqueOrThrow({ where: { token } });

/** What the events of a place led to, oldest first. */
async function messagesTo(token: string) {
  const { id } = await placeOf(token);
  const events = await db().event.findMany({ where: { subjectId: id }, orderBy: { at: "asc" } });
  for (const event of events) await planDeliveries(event.id);
  return db().delivery.findMany({
    where: { eventId: { in: events.map((event) => event.id) } },
    orderBy: { createdAt: "asc" },
  });
}

describe("somebody in line", () => {
  test("is asked to confirm, by a link to their place", async () => {
    const loaf = await stock(0);
    const token = await ask(loaf, { wanted: 2 });
    const [message] = await messagesTo(token);
    const { email, variantId } = await placeOf(token);
    const { item } = await db().variant.findUniqueOrThrow({ where: { id: variantId }, include: { item: true } });
    expect(message).toMatchObject({ channel: "email", place: "customer", address: email, orderId: null });
    expect(message!.body).toContain(`/waiting/${token}`);
    expect(message!.body).toContain(`2 × ${item.name}, 800 g`);
  });

  test("is let go on from the outbox only while nothing is set up to send the link", async () => {
    const token = await ask(await stock(0));
    const [message] = await messagesTo(token);
    await db().delivery.update({ where: { id: message!.id }, data: { state: "kept" } });
    const shown = async () => (await listOutbox()).messages.find(({ id }) => id === message!.id)!;
    expect(await shown()).toMatchObject({ toActOn: { path: `/waiting/${token}` } });
    vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:9");
    expect(JSON.stringify(await shown())).not.toContain(token);
  });

  test("is told by text who gave a number", async () => {
    const loaf = await stock(0);
    const phone = "+447700900177";
    const wish = { variantId: loaf.variantId, day: tomorrow, wanted: 1, takesFewer: false, name: "" };
    await joinWaitingList({ ...wish, email: "", phone, contact: phone }, { cartToken: undefined });
    const { token } = await db().waitingPlace.findFirstOrThrow({ where: { contact: phone } });
    await confirmPlace(token);
    await receive(loaf);
    const messages = await messagesTo(token);
    expect(messages).toMatchObject([
      { channel: "text", address: phone, subject: "" },
      { channel: "text", address: phone },
    ]);
    expect(messages[1]!.body).toMatch(
      /^Test Bakery: Loaf \d+, 800 g is kept for you until (\w{3} \d+ \w{3} )?\d\d:\d\d\. http.*\/waiting\//,
    );
  });

  test("is told of an offer in the shop's own words, with what is kept and until when", async () => {
    const own = {
      subject: "Back: {item}",
      opening: "Hello {name}, {item} until {until}, for {pickup}.",
      closing: "",
      text: "",
    };
    await db().shop.updateMany({ data: { messageWords: { back: own } } });
    const loaf = await stock(0);
    const token = await join(loaf);
    await receive(loaf);
    const offered = (await messagesTo(token)).at(-1)!;
    await db().shop.updateMany({ data: { messageWords: {} } });
    expect(offered.subject).toMatch(/^Back: Loaf \d+, 800 g$/);
    expect(offered.body).toMatch(/Hello, Loaf \d+, 800 g until (\w{3} \d+ \w{3} )?\d\d:\d\d, for /);
    expect(offered.body).toContain(`/waiting/${token}#leave`);
  });

  test("is told that none came back as their list ends, in our words or the shop's", async () => {
    const loaf = await stock(0);
    const token = await join(loaf, { wanted: 2 });
    await closeLists(new Date(`${addDays(tomorrow, 1)}T12:00:00Z`));
    const message = (await messagesTo(token)).at(-1)!;
    expect(message).toMatchObject({ channel: "email", place: "customer", priority: -1 });
    expect(message.subject).toMatch(/^Test Bakery: 2 × Loaf \d+, 800 g did not come back$/);
    expect(message.body).toMatch(/You waited for 2 × Loaf \d+, 800 g, \w+day \d+ \w+\. None came back for you/);
    expect(await claimDelivery(message.id)).toMatchObject({ id: message.id });
    const shown = await previewLetter(owner, { kind: "gone", ...ourWords.gone, opening: "Until {until}" });
    expect(shown.wrong.opening).toContain("We do not know {until}.");
  });

  test("is told that the day is closed as their list ends for it, by email or by text", async () => {
    const [loaf, phone] = [await stock(0), "+447700900178"];
    const token = await join(loaf);
    const wish = { variantId: loaf.variantId, day: tomorrow, wanted: 1, takesFewer: false, name: "" };
    await joinWaitingList({ ...wish, email: "", phone, contact: phone }, { cartToken: undefined });
    const other = await db().waitingPlace.findFirstOrThrow({ where: { contact: phone } });
    await confirmPlace(other.token);
    await closeDay(owner, { day: tomorrow, reason: "" });
    await closeLists();
    await db().$executeRaw`UPDATE waiting_places SET shut_at = shut_at - interval '2 minutes'`;
    await closeLists();
    await reopenDay(owner, { day: tomorrow });
    const message = (await messagesTo(token)).at(-1)!;
    expect(message).toMatchObject({ channel: "email", place: "customer", priority: -1 });
    expect(message.subject).toMatch(/^Test Bakery: we are closed on \w+day \d+ \w+$/);
    expect(message.body).toMatch(/You waited for Loaf \d+, 800 g for \w+day \d+ \w+\. We are closed that day/);
    expect(await claimDelivery(message.id)).toMatchObject({ id: message.id });
    const text = (await messagesTo(other.token)).at(-1)!;
    expect(text).toMatchObject({ channel: "text", address: phone });
    expect(text.body).toMatch(
      /^Test Bakery: we are closed on \w+day \d+ \w+, so the waiting list for Loaf \d+, 800 g has ended\./,
    );
  });

  test("is not told of an offer that stands no more when the message would go", async () => {
    const loaf = await stock(0);
    const token = await join(loaf);
    await receive(loaf);
    const offered = (await messagesTo(token)).at(-1)!;
    await leavePlace(token);
    expect(await claimDelivery(offered.id)).toBeNull();
    expect(await db().delivery.findUniqueOrThrow({ where: { id: offered.id } })).toMatchObject({
      state: "withdrawn",
      because: "no_longer_so",
    });
  });

  test("is asked once more, and told that they are in line already, without saying so on the page", async () => {
    const loaf = await stock(0);
    const contact = "twice@example.org";
    const token = await join(loaf, { contact });
    await ask(loaf, { contact });
    const subjects = (await messagesTo(token)).map(({ subject }) => subject);
    expect(subjects).toEqual(["Test Bakery: confirm your place in line", "Test Bakery: you are in line"]);
  });
});

describe("the letter of an offer", () => {
  test("is shown with words that are typed, about something of the shop's own", async () => {
    const shown = await previewLetter(owner, { kind: "back", ...ourWords.back, subject: "For {name}: {item}" });
    expect(shown.subject).toMatch(/^For Maya: /);
    expect(shown.text).toMatch(/is kept for you until (\w{3} \d+ \w{3} )?\d\d:\d\d/);
    expect(shown.wrong).toEqual({});
  });

  test("says what is wrong with a placeholder of orders", async () => {
    const shown = await previewLetter(owner, { kind: "back", ...ourWords.back, opening: "Order {number}" });
    expect(shown.wrong.opening).toContain("We do not know {number}.");
  });
});
