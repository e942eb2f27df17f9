import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { textWithin } from "@/lib/deliveries/channels/text";
import { jobsFor, makeDue, orderEvent, plannedOne, tryOnce } from "@/tests/deliveries/fixtures";
import { closedPort, type Received, receiver } from "@/tests/deliveries/places";
import { useDatabase } from "@/tests/support/database";

useDatabase();

const settings = { TWILIO_ACCOUNT_SID: "AC0123456789", TWILIO_AUTH_TOKEN: "very secret", TWILIO_FROM: "+15005550006" };

beforeEach(() => {
  Object.assign(process.env, settings);
});

type Sent = { sid: string; to: string; body: string; status: string; date_created: string };

/** A gateway that speaks Twilio's API, with what it accepted. */
async function gateway() {
  const accepted: Sent[] = [];
  const accept = ({ body }: Received) => {
    const form = new URLSearchParams(body);
    const message = {
      sid: `SM${accepted.length + 1}`,
      to: form.get("To") ?? "",
      body: form.get("Body") ?? "",
      status: "queued",
      date_created: new Date().toUTCString(),
    };
    accepted.push(message);
    return message;
  };
  const place = await receiver((response, received) => {
    if (received.url.includes("Messages.json?")) return list(response, accepted);
    return answer(response, 201, accept(received));
  });
  process.env.TWILIO_API_BASE = `http://127.0.0.1:${place.port}`;
  return { place, accepted, accept };
}

type Response = Parameters<Parameters<typeof receiver>[0] & object>[0];

function answer(response: Response, status: number, body: object, headers = {}) {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

function list(response: Response, messages: Sent[]) {
  answer(response, 200, { messages, page: 0, page_size: 50, next_page_uri: null });
}

const aText = async () =>
  (await plannedOne((await orderEvent({ order: { notify: { email: false, text: true } } })).eventId, "text")).id;

test("a gateway that takes it gets the number, the words and our name, with our account", async () => {
  const { place, accepted } = await gateway();
  const id = await aText();
  expect(await tryOnce(id)).toMatchObject({ state: "delivered", providerId: "SM1" });
  const form = new URLSearchParams(place.received[0]!.body);
  expect(Object.fromEntries(form)).toMatchObject({ To: "+447700900148", From: "+15005550006" });
  expect(accepted[0]!.body).toMatch(/order \d+ is in\. Collect Sat 28 Nov\. https:\/\/shop\.example\/orders\//);
  expect(place.received[0]!.url).toBe("/2010-04-01/Accounts/AC0123456789/Messages.json");
  expect(place.received[0]!.headers.authorization).toBe(`Basic ${btoa("AC0123456789:very secret")}`);
});

test("without an account it is kept", async () => {
  process.env.TWILIO_AUTH_TOKEN = "";
  expect((await tryOnce(await aText())).state).toBe("kept");
});

describe("a gateway that does not take it", () => {
  test("and says how we signed in is heard without that", async () => {
    const { place } = await gateway();
    place.answer = (response, { headers }) =>
      answer(response, 401, {
        code: 20003,
        status: 401,
        message: `${headers.authorization} is not ${settings.TWILIO_AUTH_TOKEN}`,
      });
    const { lastError } = await tryOnce(await aText());
    expect(lastError).toContain("Basic ••• is not •••");
  });

  test("a number that it refuses is dead, with its words", async () => {
    const { place } = await gateway();
    place.answer = (response) => answer(response, 400, { code: 21211, message: "It is not a valid phone number." });
    expect(await tryOnce(await aText())).toMatchObject({
      state: "dead",
      because: "no_number",
      lastError: "It is not a valid phone number. (21211)",
    });
  });

  test("a wrong password is ours to mend, so it is tried again", async () => {
    const { place } = await gateway();
    place.answer = (response) => answer(response, 401, { code: 20003, message: "Authenticate" });
    expect((await tryOnce(await aText())).state).toBe("waiting");
  });

  test("too many texts: it is tried again when the gateway wants it", async () => {
    const { place } = await gateway();
    place.answer = (response) => answer(response, 429, { message: "Slow down" }, { "retry-after": "300" });
    const { state, nextAttemptAt } = await tryOnce(await aText());
    expect(state).toBe("waiting");
    expect(nextAttemptAt!.getTime()).toBeGreaterThan(Date.now() + 290_000);
  });

  test("nobody listens: nothing can have gone, so it is tried again", async () => {
    process.env.TWILIO_API_BASE = `http://127.0.0.1:${await closedPort()}`;
    expect((await tryOnce(await aText())).state).toBe("waiting");
  });
});

describe("a gateway whose answer is lost", () => {
  test("it had taken the text: the look-up finds it, and it is sent once", async () => {
    const { place, accepted, accept } = await gateway();
    const fine = place.answer;
    place.answer = (response, received) => {
      accept(received);
      response.writeHead(500).end("oops");
    };
    const id = await aText();
    const lost = await tryOnce(id);
    expect(lost).toMatchObject({ state: "unknown", settledAt: null });
    expect((await jobsFor("delivery.text", id)).map(({ startAfter }) => startAfter)).toContainEqual(lost.nextAttemptAt);
    place.answer = fine;
    await makeDue(id);
    expect(await tryOnce(id)).toMatchObject({ state: "delivered", providerId: "SM1" });
    expect(accepted).toHaveLength(1);
  });

  test("it had not: the look-up finds nothing, and only then is it sent again", async () => {
    const { place, accepted } = await gateway();
    const fine = place.answer;
    place.answer = () => {};
    const id = await aText();
    expect((await tryOnce(id, { over: textWithin(300) })).state).toBe("unknown");
    place.answer = fine;
    await makeDue(id);
    expect(await tryOnce(id)).toMatchObject({
      state: "waiting",
      tries: [{ outcome: "unknown" }, { outcome: "not_sent" }],
    });
    await makeDue(id);
    expect((await tryOnce(id)).state).toBe("delivered");
    expect(accepted).toHaveLength(1);
  });

  test("while it cannot be asked either, the text stays unknown and is not sent again", async () => {
    const { place, accepted } = await gateway();
    place.answer = (response) => response.writeHead(503).end();
    const id = await aText();
    await tryOnce(id);
    await makeDue(id);
    expect(await tryOnce(id)).toMatchObject({ state: "unknown", nextAttemptAt: expect.any(Date) });
    expect(accepted).toEqual([]);
  });

  test("an older text with the same words is not mistaken for it", async () => {
    const { place, accepted, accept } = await gateway();
    const fine = place.answer;
    place.answer = () => {};
    const id = await aText();
    const { body } = await db().delivery.findUniqueOrThrow({ where: { id } });
    accept({ url: "", headers: {}, body: new URLSearchParams({ To: "+447700900148", Body: body }).toString() });
    accepted[0]!.date_created = new Date(Date.now() - 86_400_000).toUTCString();
    await tryOnce(id, { over: textWithin(300) });
    place.answer = fine;
    await makeDue(id);
    expect((await tryOnce(id)).state).toBe("waiting");
  });
});

test("a worker that must stop while it waits calls the text unknown", async () => {
  const stopping = new AbortController();
  const { place } = await gateway();
  place.answer = () => stopping.abort();
  expect((await tryOnce(await aText(), { stopping: stopping.signal })).state).toBe("unknown");
});
