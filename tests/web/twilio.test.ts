import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as inbound from "@/app/api/twilio/inbound/route";
import * as status from "@/app/api/twilio/status/route";
import { db } from "@/lib/db/client";
import { newShop } from "@/lib/settings/queries";
import { orderEvent, plannedOne, readDelivery, tryOnce } from "@/tests/deliveries/fixtures";
import { asked, reply, signed, twilioStandIn } from "@/tests/deliveries/twilio-stand-in";
import { useDatabase } from "@/tests/support/database";

useDatabase();
beforeAll(() => db().shop.create({ data: { id: newShop.id, name: "Test Bakery" } }));
beforeEach(async () => {
  await twilioStandIn();
  await db().textOptOut.deleteMany();
});

const phone = "+447700900148";
const optOuts = async () => (await db().textOptOut.findMany({ orderBy: { phone: "asc" } })).map((one) => one.phone);
const say = (body: string, more = {}) =>
  inbound.POST(signed("/api/twilio/inbound", { fields: reply(body, phone, more) }), undefined);

describe("a text that comes in", () => {
  test.each(["STOP", "stop", " Stop. ", "STOP ALL", "Unsubscribe", "CANCEL", "end", "Quit", "“Stop”"])(
    "%s stops texts",
    async (word) => {
      const answer = await say(word);
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/xml; charset=utf-8"]);
      expect(await answer.text()).toBe('<?xml version="1.0" encoding="UTF-8"?><Response></Response>');
      expect(await optOuts()).toEqual([phone]);
    },
  );

  test.each(["START", "yes", "Unstop"])("%s wants them again", async (word) => {
    await say("STOP");
    await say(word);
    expect(await optOuts()).toEqual([]);
  });

  test.each(["Hello", "Please stop the oven", "Is it ready? Yes?", "", "💩".repeat(400)])(
    "%s changes nothing, and is answered with nothing",
    async (words) => {
      const answer = await say(words);
      expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining("<Response></Response>")]);
      expect(await optOuts()).toEqual([]);
    },
  );

  test("the shop's language has words of its own", async () => {
    await say("Abmelden");
    expect(await optOuts()).toEqual([]);
    await db().shop.updateMany({ data: { locale: "de-DE" } });
    await say("Abmelden");
    expect(await optOuts()).toEqual([phone]);
    await db().shop.updateMany({ data: { locale: "en-GB" } });
  });

  test("what the service made of it counts before its words", async () => {
    await say("Genug jetzt", { OptOutType: "STOP" });
    expect(await optOuts()).toEqual([phone]);
    await say("Doch wieder", { OptOutType: "START" });
    expect(await optOuts()).toEqual([]);
  });

  test("a STOP that is played again after START does not stop anything", async () => {
    const stop = signed("/api/twilio/inbound", { fields: reply("STOP") });
    await inbound.POST(stop.clone(), undefined);
    await say("START");
    expect((await inbound.POST(stop, undefined)).status).toBe(200);
    expect(await optOuts()).toEqual([]);
  });

  test("many at once are one", async () => {
    const fields = reply("STOP");
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => inbound.POST(signed("/api/twilio/inbound", { fields }), undefined)),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(200));
    expect(await optOuts()).toEqual([phone]);
  });

  test("from what is no number it is nothing", async () => {
    await inbound.POST(signed("/api/twilio/inbound", { fields: reply("STOP", "Fernhill") }), undefined);
    expect(await optOuts()).toEqual([]);
  });
});

const doors = [
  ["/api/twilio/inbound", inbound.POST],
  ["/api/twilio/status", status.POST],
] as const;

describe.each(doors)("%s", (path, post) => {
  const fields = { ...reply("STOP"), MessageStatus: "failed" };
  const body = new URLSearchParams(fields).toString();
  const refused = async (request: Request) => {
    const answer = await post(request, undefined);
    expect(await optOuts()).toEqual([]);
    return answer.status;
  };

  test("takes nothing without a signature, with a wrong one, or with another account's", async () => {
    expect(await refused(asked(path, body))).toBe(403);
    expect(await refused(asked(path, body, { "x-twilio-signature": "" }))).toBe(403);
    expect(await refused(asked(path, body, { "x-twilio-signature": "bm90IHRoZSBzaWduYXR1cmU=" }))).toBe(403);
    expect(await refused(signed(path, { fields, token: "another token" }))).toBe(403);
  });

  test("takes nothing that was changed, added, taken away, or meant for another address", async () => {
    const signature = signed(path, { fields }).headers.get("x-twilio-signature")!;
    const changes = [
      body.replace("From=%2B447700900148", "From=%2B447700900149"),
      `${body}&Extra=1`,
      body.replace("&NumMedia=0", ""),
    ];
    for (const changed of changes) {
      expect(changed).not.toBe(body);
      expect(await refused(asked(path, changed, { "x-twilio-signature": signature }))).toBe(403);
    }
    expect(await refused(asked(`${path}?delivery=dlv_1`, body, { "x-twilio-signature": signature }))).toBe(403);
    expect(await refused(signed(path, { fields, address: "https://elsewhere.example" }))).toBe(403);
  });

  test("takes no field twice, which the signature does not tell from once", async () => {
    const signature = signed(path, { fields }).headers.get("x-twilio-signature")!;
    const twice = `${body}&Body=STOP`;
    expect(await refused(asked(path, twice, { "x-twilio-signature": signature }))).toBe(403);
  });

  test("takes nothing while no account is set", async () => {
    process.env.TWILIO_AUTH_TOKEN = "";
    expect(await refused(signed(path, { fields }))).toBe(403);
    expect(await refused(signed(path, { fields, token: "" }))).toBe(403);
  });

  test("reads no more than a bound, and only forms", async () => {
    const huge = signed(path, { fields: { ...fields, Body: "x".repeat(100_000) } });
    expect(await refused(huge)).toBe(413);
    for (const type of ["application/json", "multipart/form-data; boundary=x", "text/plain"]) {
      const { headers } = signed(path, { fields });
      const request = asked(path, body, { ...Object.fromEntries(headers), "content-type": type });
      expect(await refused(request)).toBe(415);
    }
  });
});

test("other methods are not taken", async () => {
  for (const ask of [inbound.GET, inbound.PUT, status.GET, status.DELETE]) expect((await ask()).status).toBe(405);
});

describe("a status callback", () => {
  const aText = async () =>
    (await plannedOne((await orderEvent({ order: { notify: { email: false, text: true } } })).eventId, "text")).id;

  test("comes to the address that the text was sent with, and says how far it got", async () => {
    const { messages } = await twilioStandIn();
    const id = await aText();
    await tryOnce(id);
    const { callback, sid } = messages[0]!;
    expect(callback).toBe(`https://shop.example/api/twilio/status?delivery=${id}`);
    const path = callback.replace("https://shop.example", "");
    const tell = (MessageStatus: string) =>
      status.POST(signed(path, { fields: { MessageSid: sid, MessageStatus } }), undefined);
    expect((await tell("delivered")).status).toBe(204);
    expect(await readDelivery(id)).toMatchObject({ state: "delivered", receipt: "delivered" });
    await tell("sent");
    expect((await readDelivery(id)).receipt).toBe("delivered");
  });

  test("without the delivery in its address it is found by the service's id", async () => {
    const { messages } = await twilioStandIn();
    const id = await aText();
    await tryOnce(id);
    const fields = { MessageSid: messages[0]!.sid, MessageStatus: "undelivered", ErrorCode: "30005" };
    await status.POST(signed("/api/twilio/status", { fields }), undefined);
    expect(await readDelivery(id)).toMatchObject({ state: "dead", because: "no_number", receipt: "undelivered" });
  });

  test("about what is not known it is taken, and nothing happens", async () => {
    const fields = { MessageSid: "SM404", MessageStatus: "failed" };
    for (const path of [
      "/api/twilio/status",
      "/api/twilio/status?delivery=dlv_nothing",
      "/api/twilio/status?delivery=",
    ])
      expect((await status.POST(signed(path, { fields }), undefined)).status).toBe(204);
  });
});
