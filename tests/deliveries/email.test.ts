import { simpleParser } from "mailparser";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { emailWithin } from "@/lib/deliveries/channels/email";
import { sendAgain } from "@/lib/deliveries/send-again";
import { newShop } from "@/lib/settings/queries";
import { makeDue, orderEvent, planned, plannedOne, tryOnce } from "@/tests/deliveries/fixtures";
import { closedPort, mailServer } from "@/tests/deliveries/places";
import { useDatabase } from "@/tests/support/database";
import { owner } from "@/tests/support/shop";

useDatabase();

beforeEach(async () => {
  delete process.env.SMTP_URL;
  process.env.MAIL_FROM = "Fernhill Bakehouse <orders@fernhill.example>";
  const shop = { id: newShop.id, name: "Fernhill Bakehouse", email: "shop@fernhill.example" };
  await db().shop.upsert({ where: { id: shop.id }, create: shop, update: shop });
});

const aMail = async (order = {}) => (await plannedOne((await orderEvent({ order })).eventId, "email")).id;

const refuse = (code: number, words: string) => Object.assign(new Error(words), { responseCode: code });

describe("a server that takes it", () => {
  test("gets both parts, the frozen words, and a Message-ID made from the delivery's id", async () => {
    const server = await mailServer();
    process.env.SMTP_URL = server.url;
    const id = await aMail();
    expect(await tryOnce(id)).toMatchObject({ state: "delivered", providerId: `<${id}@fernhill.example>` });
    const mail = await simpleParser(server.mails[0]!.raw);
    expect(server.mails[0]!.to).toEqual(["maya@example.org"]);
    expect(mail.messageId).toBe(`<${id}@fernhill.example>`);
    expect(mail.subject).toContain("Fernhill Bakehouse: order");
    expect(mail.from?.text).toContain("orders@fernhill.example");
    expect(mail.replyTo?.text).toBe("shop@fernhill.example");
    expect(mail.text).toContain("Say this number at the counter.");
    expect(mail.html).toContain("Say this number at the counter.");
  });

  test("gets the calendar file beside both parts, the bytes that were frozen, and the same when it is sent again", async () => {
    const server = await mailServer();
    process.env.SMTP_URL = server.url;
    const { eventId } = await orderEvent({
      order: { customer: { name: "Maÿa", email: "maya@example.org", phone: "" } },
    });
    const first = await plannedOne(eventId, "email");
    expect((await tryOnce(first.id)).state).toBe("delivered");
    const again = await sendAgain(owner, { deliveryId: first.id });
    expect((await tryOnce(again.id)).state).toBe("delivered");
    for (const { raw } of server.mails) {
      const mail = await simpleParser(raw);
      expect([mail.text?.trim(), String(mail.html).trim()]).toEqual([first.body, first.html.trim()]);
      expect(mail.attachments).toHaveLength(1);
      expect(mail.attachments[0]).toMatchObject({
        filename: "pickup.ics",
        contentType: "text/calendar",
        contentDisposition: "attachment",
      });
      expect(mail.attachments[0]!.content.toString("utf8")).toBe(first.calendar);
      expect(raw).toMatch(/Content-Type: text\/calendar;[^\n]*charset=utf-8;[\s\S]{0,20}method=PUBLISH/i);
    }
    expect(server.mails).toHaveLength(2);
  });

  test("gets no file with a mail to the shop", async () => {
    const server = await mailServer();
    process.env.SMTP_URL = server.url;
    const { eventId } = await orderEvent();
    const toShop = (await planned(eventId)).find(({ place }) => place === "shop")!;
    await tryOnce(toShop.id);
    expect((await simpleParser(server.mails[0]!.raw)).attachments).toEqual([]);
  });

  test("keeps one connection for several mails", async () => {
    let connections = 0;
    const server = await mailServer({
      onConnect: (_session, done) => {
        connections += 1;
        done();
      },
    });
    process.env.SMTP_URL = server.url;
    for (let mail = 0; mail < 3; mail += 1) expect((await tryOnce(await aMail())).state).toBe("delivered");
    expect(connections).toBe(1);
  });
});

test("without a mail server it is kept, and stays kept when one is set later", async () => {
  const id = await aMail();
  expect(await tryOnce(id)).toMatchObject({ state: "kept", nextAttemptAt: null });
  const server = await mailServer();
  process.env.SMTP_URL = server.url;
  expect((await tryOnce(id)).state).toBe("kept");
  expect(server.mails).toEqual([]);
});

describe("a server that does not", () => {
  test("a recipient it refuses for good is dead, with its words, and the shop is told", async () => {
    const server = await mailServer({ onRcptTo: (_address, _session, done) => done(refuse(550, "No such user here")) });
    process.env.SMTP_URL = server.url;
    const { eventId } = await orderEvent();
    const { id } = await plannedOne(eventId, "email");
    expect(await tryOnce(id)).toMatchObject({ state: "dead", tries: [{ outcome: "refused", status: 550 }] });
    expect((await planned(eventId)).map(({ place }) => place)).toContain(`trouble:${id}`);
  });

  test("a mailbox that is full for now is tried again", async () => {
    const server = await mailServer({ onRcptTo: (_address, _session, done) => done(refuse(452, "Mailbox full")) });
    process.env.SMTP_URL = server.url;
    expect(await tryOnce(await aMail())).toMatchObject({ state: "waiting", tries: [{ status: 452 }] });
  });

  test("a sender that it does not like is our trouble, and is tried again", async () => {
    const server = await mailServer({ onMailFrom: (_address, _session, done) => done(refuse(550, "Who are you?")) });
    process.env.SMTP_URL = server.url;
    expect((await tryOnce(await aMail())).state).toBe("waiting");
  });

  test("content that it refuses for good is dead", async () => {
    const server = await mailServer({
      onData: (stream, _session, done) => stream.resume().on("end", () => done(refuse(554, "Looks like spam"))),
    });
    process.env.SMTP_URL = server.url;
    expect((await tryOnce(await aMail())).state).toBe("dead");
  });

  test("nobody listens: it is tried again, and arrives when somebody does", async () => {
    process.env.SMTP_URL = `smtp://127.0.0.1:${await closedPort()}`;
    const id = await aMail();
    expect(await tryOnce(id)).toMatchObject({ state: "waiting", lastError: expect.stringContaining("ECONNREFUSED") });
    process.env.SMTP_URL = (await mailServer()).url;
    await makeDue(id);
    expect((await tryOnce(id)).state).toBe("delivered");
  });

  test("cut off before the content began, it is tried again", async () => {
    const server = await mailServer({ onRcptTo: () => server.hangUp() });
    process.env.SMTP_URL = server.url;
    expect((await tryOnce(await aMail())).state).toBe("waiting");
  });

  test("cut off after the content began, it is unknown and not sent again by itself", async () => {
    const server = await mailServer({ onData: (stream) => stream.resume().on("end", () => server.hangUp()) });
    process.env.SMTP_URL = server.url;
    const id = await aMail();
    expect(await tryOnce(id)).toMatchObject({ state: "unknown", nextAttemptAt: null, tries: [{ outcome: "unknown" }] });
    expect((await tryOnce(id)).tries).toHaveLength(1);
  });

  test("silent before the content began, it is tried again; silent after it, it is unknown", async () => {
    process.env.SMTP_URL = (await mailServer({ onRcptTo: () => {} })).url;
    expect((await tryOnce(await aMail(), { over: emailWithin(1_500) })).state).toBe("waiting");
    process.env.SMTP_URL = (await mailServer({ onData: (stream) => stream.resume() })).url;
    expect((await tryOnce(await aMail(), { over: emailWithin(5_000) })).state).toBe("unknown");
  });

  test("a worker that must stop hands back what did not begin, and calls unknown what did", async () => {
    const early = new AbortController();
    process.env.SMTP_URL = (await mailServer({ onRcptTo: () => early.abort() })).url;
    expect(await tryOnce(await aMail(), { stopping: early.signal })).toMatchObject({
      state: "waiting",
      tries: [{ outcome: "handed_back" }],
    });
    const late = new AbortController();
    process.env.SMTP_URL = (
      await mailServer({ onData: (stream) => stream.resume().on("end", () => late.abort()) })
    ).url;
    expect((await tryOnce(await aMail(), { stopping: late.signal })).state).toBe("unknown");
  });
});

test("an address cannot bring headers or recipients of its own", async () => {
  const server = await mailServer();
  process.env.SMTP_URL = server.url;
  const email = "maya@example.org\r\nBcc: eve@example.org\r\n\r\nHello";
  await tryOnce(await aMail({ customer: { name: "Maya\r\nBcc: eve@example.org", email, phone: "" } }));
  for (const { to, raw } of server.mails) {
    expect(to).not.toContain("eve@example.org");
    expect(raw.split("\r\n\r\n")[0]).not.toMatch(/^Bcc:/im);
  }
});
