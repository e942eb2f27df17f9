import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { useDatabase } from "@/tests/support/database";
import { openShop, type Stocked, stock, tomorrow } from "@/tests/support/shop";
import { content, newKey, post, postRaw, problemIn } from "./calling";

useDatabase();
process.env.RATE_LIMITS = "off";

let loaf: Stocked;
beforeAll(async () => {
  await openShop();
  loaf = await stock(1000);
});

const good = () => content([{ sku: loaf.sku, quantity: 1 }], { pickup: { day: tomorrow } });
const named = (name: unknown) => ({ ...good(), customer: { name, email: "a@example.org" } });
const mailed = (email: unknown) => ({ ...good(), customer: { name: "A. Example", email } });
const called = (phone: unknown) => ({ ...good(), customer: { ...good().customer, phone } });
const noted = (note: unknown) => ({ ...good(), note });
const lines = (...list: unknown[]) => ({ ...good(), lines: list });
const some = (quantity: unknown) => lines({ sku: loaf.sku, quantity });
const ordered = (sku: unknown) => lines({ sku, quantity: 1 });

type Hostile = [title: string, content: () => unknown, path: string];

describe("a field that is wrong is named, and nothing is ordered", () => {
  const fields: Hostile[] = [
    ["no body at all", () => null, ""],
    ["a list", () => [], ""],
    ["a number", () => 7, ""],
    ["a word", () => "order", ""],
    ["nothing in it", () => ({}), "lines"],
    ["no lines", () => lines(), "lines"],
    ["lines that are no list", () => ({ ...good(), lines: { 0: { sku: loaf.sku, quantity: 1 }, length: 1 } }), "lines"],
    ["lines that are null", () => ({ ...good(), lines: null }), "lines"],
    ["a line that is null", () => lines(null), "lines.0"],
    ["a line without SKU", () => lines({ quantity: 1 }), "lines.0.sku"],
    ["too many lines", () => lines(...Array(51).fill({ sku: loaf.sku, quantity: 1 })), "lines"],
    ["2,000 lines", () => lines(...Array(2_000).fill({ sku: "A", quantity: 1 })), "lines"],
    ["quantity 0", () => some(0), "lines.0.quantity"],
    ["a quantity below zero", () => some(-1), "lines.0.quantity"],
    ["minus zero", () => some(-0), "lines.0.quantity"],
    ["half a loaf", () => some(0.5), "lines.0.quantity"],
    ["a thousand", () => some(1_000), "lines.0.quantity"],
    ["an int4's overflow", () => some(2 ** 31), "lines.0.quantity"],
    ["2^53", () => some(2 ** 53), "lines.0.quantity"],
    ["a quantity in words", () => some("1"), "lines.0.quantity"],
    ["a quantity that is true", () => some(true), "lines.0.quantity"],
    ["a quantity that is a list", () => some([1]), "lines.0.quantity"],
    ["an empty SKU", () => ordered(""), "lines.0.sku"],
    ["an SKU of blanks", () => ordered("   "), "lines.0.sku"],
    ["an SKU that is an object", () => ordered({ $ne: "" }), "lines.0.sku"],
    ["an SKU with NUL", () => ordered("SRD\x00800"), "lines.0.sku"],
    ["a long SKU", () => ordered("S".repeat(65)), "lines.0.sku"],
    ["half a surrogate pair in the SKU", () => ordered("\ud800"), "lines.0.sku"],
    ["no customer", () => ({ ...good(), customer: undefined }), "customer"],
    ["no name", () => named(undefined), "customer.name"],
    ["an empty name", () => named(""), "customer.name"],
    ["a name of blanks", () => named(" \u00a0 "), "customer.name"],
    ["a long name", () => named("n".repeat(81)), "customer.name"],
    ["a name with NUL", () => named("A\0"), "customer.name"],
    ["a name with a line break", () => named("A\r\nBcc: x@example.org"), "customer.name"],
    ["a name with an escape", () => named("\u001b[2J"), "customer.name"],
    ["half a surrogate pair in the name", () => named("A \udc00"), "customer.name"],
    ["an email that is none", () => mailed("nobody"), "customer.email"],
    ["no email though it is asked for", () => mailed(undefined), "customer.email"],
    ["a header in the email", () => mailed("a@example.org\r\nBcc: b@example.org"), "customer.email"],
    ["a header in the email, by a bare line feed", () => mailed("a@example.org\nBcc: b@example.org"), "customer.email"],
    ["two emails", () => mailed("a@example.org,b@example.org"), "customer.email"],
    ["an email with a name", () => mailed("A <a@example.org>"), "customer.email"],
    ["an email with NUL", () => mailed("a\0@example.org"), "customer.email"],
    ["an email with a backslash escape", () => mailed('"a\\"b"@example.org'), "customer.email"],
    ["a long email", () => mailed(`${"a".repeat(250)}@example.org`), "customer.email"],
    ["a phone number of letters", () => called("call me"), "customer.phone"],
    ["a phone number of one digit", () => called("1"), "customer.phone"],
    ["a phone number without end", () => called("1".repeat(5_000)), "customer.phone"],
    ["a phone number that is a number", () => called(7700900123), "customer.phone"],
    ["texts without a number", () => ({ ...good(), notify: { email: true, text: true } }), "customer.phone"],
    ["notify that is a word", () => ({ ...good(), notify: "email" }), "notify"],
    ["notify by a word", () => ({ ...good(), notify: { email: "yes" } }), "notify.email"],
    ["no such day", () => ({ ...good(), pickup: { day: "2026-02-30" } }), "pickup.day"],
    ["a day in words", () => ({ ...good(), pickup: { day: "tomorrow" } }), "pickup.day"],
    ["a day with a time", () => ({ ...good(), pickup: { day: "2026-11-28T00:00:00Z" } }), "pickup.day"],
    ["a day with NUL", () => ({ ...good(), pickup: { day: "2026-11-28\0" } }), "pickup.day"],
    ["a year beyond", () => ({ ...good(), pickup: { day: "+12026-11-28" } }), "pickup.day"],
    ["pickup without a day", () => ({ ...good(), pickup: {} }), "pickup.day"],
    ["a note with NUL", () => noted("\0"), "note"],
    ["half a surrogate pair in the note", () => noted("\ud83e"), "note"],
    ["a long note", () => noted("n".repeat(501)), "note"],
    ["a note that is a list", () => noted(["n"]), "note"],
    ["an expected total below zero", () => ({ ...good(), expected_total_minor: -1 }), "expected_total_minor"],
    ["an expected total of 2^53", () => ({ ...good(), expected_total_minor: 2 ** 53 }), "expected_total_minor"],
    ["an expected total in words", () => ({ ...good(), expected_total_minor: "480" }), "expected_total_minor"],
    ["a field that is none of ours", () => ({ ...good(), expected_total: 480 }), "expected_total"],
    ["a price of the client's own", () => lines({ sku: loaf.sku, quantity: 1, price_minor: 1 }), "lines.0.price_minor"],
  ];

  test.each(fields)("%s", async (_title, body, path) => {
    const before = await db().order.count();
    const problem = await problemIn(await post(body() ?? null));
    expect(problem).toMatchObject({ status: 422, code: "invalid" });
    expect(problem.errors?.map((error) => error.path)).toContain(path);
    expect(await db().order.count()).toBe(before);
  });

  test("every wrong field is named, not only the first", async () => {
    const problem = await problemIn(await post({ lines: [{ sku: "", quantity: 0 }], customer: { name: "" } }));
    expect(problem.errors?.map((error) => error.path).sort()).toEqual([
      "customer.name",
      "lines.0.quantity",
      "lines.0.sku",
    ]);
  });
});

describe("JSON that no schema expects", () => {
  const json = (text: string) => postRaw(text);

  test("1e400 is no quantity", async () => {
    const body = JSON.stringify(good()).replace('"quantity":1', '"quantity":1e400');
    expect(await problemIn(await json(body))).toMatchObject({ status: 422, errors: [{ path: "lines.0.quantity" }] });
  });

  test("a number with a thousand digits is no quantity", async () => {
    const body = JSON.stringify(good()).replace('"quantity":1', `"quantity":${"9".repeat(1000)}`);
    expect(await problemIn(await json(body))).toMatchObject({ status: 422 });
  });

  test("of two fields with one name the last one counts, and the key keeps to it", async () => {
    const key = newKey();
    const doubled = JSON.stringify(good()).replace('"quantity":1', '"quantity":900,"quantity":1');
    expect((await postRaw(doubled, { key })).status).toBe(201);
    expect((await post(good(), { key })).status).toBe(200);
  });

  test("names of an object's prototype are fields like any other: unknown", async () => {
    for (const name of ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"]) {
      const body = JSON.stringify(good()).replace("{", `{"${name}":{"polluted":true},`);
      expect(await problemIn(await json(body))).toMatchObject({ status: 422, errors: [{ path: name }] });
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("lists nested without end", async () => {
    const deep = `${"[".repeat(30_000)}${"]".repeat(30_000)}`;
    expect(await problemIn(await json(deep))).toMatchObject({ status: 422 });
    expect(
      await problemIn(await json(JSON.stringify(good()).replace('"quantity":1', `"quantity":${deep}`))),
    ).toMatchObject({ status: 422 });
    expect(await problemIn(await json("[".repeat(60_000)))).toMatchObject({ status: 400, code: "broken_json" });
  });

  test.each([
    ["nothing", ""],
    ["half of it", '{"lines":'],
    ["words", "lines=1&sku=A"],
    ["a comment", "{/* */}"],
    ["NaN", '{"lines":NaN}'],
    ["a raw control character", '{"note":"\u0000"}'],
  ])("%s is no JSON", async (_title, text) => {
    expect(await problemIn(await json(text))).toMatchObject({ status: 400, code: "broken_json" });
  });

  test("bytes that are not UTF-8 are no JSON", async () => {
    const latin1 = Buffer.from(JSON.stringify(named("Zoë")), "latin1");
    expect(await problemIn(await postRaw(latin1))).toMatchObject({ status: 400, code: "broken_json" });
  });
});

describe("requests that never reach the schema", () => {
  test("10,000 lines are too long to read, whatever the length the client claims", async () => {
    const long = JSON.stringify(lines(...Array(10_000).fill({ sku: "A", quantity: 1 })));
    for (const claimed of ["", "10", "-1", "9e9"])
      expect(await problemIn(await postRaw(long, { headers: { "content-length": claimed } }))).toMatchObject({
        status: 413,
        code: "too_large",
      });
  });

  test("a body that never ends is cut off", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(8_192).fill(32));
      },
    });
    expect(await problemIn(await postRaw(endless))).toMatchObject({ status: 413 });
    expect(sent).toBeLessThan(20);
  });

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonp",
    "",
  ])("%j is not a type that it reads", async (type) => {
    expect(await problemIn(await postRaw("{}", { type }))).toMatchObject({ status: 415, code: "wrong_type" });
  });

  test("a compressed body is not read", async () => {
    const answer = await postRaw("{}", { headers: { "content-encoding": "gzip" } });
    expect(await problemIn(answer)).toMatchObject({ status: 415 });
  });

  test.each([
    ["no key", null, "key_missing"],
    ["a short key", "a".repeat(15), "key_malformed"],
    ["a long key", "a".repeat(256), "key_malformed"],
    ["a key with a blank", "aaaaaaaa aaaaaaaa", "key_malformed"],
    ["a key with an umlaut", "schlüsselschlüssel", "key_malformed"],
  ])("%s", async (_title, key, code) => {
    expect(await problemIn(await post(good(), { key }))).toMatchObject({ status: 400, code });
  });

  test("keys of 16 and of 255 characters are keys", async () => {
    expect((await post(good(), { key: "!~".repeat(8) })).status).toBe(201);
    expect((await post(good(), { key: "k".repeat(255) })).status).toBe(201);
  });
});

describe("what is unusual and right", () => {
  test.each(["Zoë", "李小龍", "محمد‎ علي", "👩‍👩‍👧‍👦", "O'Brien; DROP TABLE orders;--", "<b>A</b>", "=1+1", "null"])(
    "%s is a name",
    async (name) => {
      const answer = await post(named(name));
      expect(answer.status).toBe(201);
      expect(await answer.json()).toMatchObject({ order: { customer: { name: name.normalize("NFC") } } });
    },
  );

  test("an order whose total would not fit is refused in words", async () => {
    const gold = await stock(999, { priceMinor: 2_147_483_647 });
    const answer = await post(content([{ sku: gold.sku, quantity: 2 }], { pickup: { day: tomorrow } }));
    expect(await problemIn(answer)).toMatchObject({ status: 422, code: "total_too_large" });
  });
});

test("whatever JSON comes, the answer is an order or a problem, never a fault of ours", async () => {
  const field = fc.oneof(fc.jsonValue(), fc.string({ unit: "binary" }), fc.double(), fc.constant("SKU-1"));
  const body = fc.oneof(
    fc.jsonValue(),
    fc.record(
      {
        lines: fc.oneof(
          fc.array(fc.record({ sku: field, quantity: field }, { requiredKeys: [] }), { maxLength: 3 }),
          field,
        ),
        customer: fc.oneof(fc.record({ name: field, email: field, phone: field }, { requiredKeys: [] }), field),
        notify: fc.oneof(fc.record({ email: fc.boolean(), text: fc.boolean() }, { requiredKeys: [] }), field),
        pickup: fc.oneof(fc.record({ day: field }), field),
        note: field,
        expected_total_minor: field,
      },
      { requiredKeys: [] },
    ),
  );
  await fc.assert(
    fc.asyncProperty(body, async (value) => {
      const answer = await postRaw(JSON.stringify(value) ?? "null");
      expect(answer.status).toBeLessThan(500);
      if (answer.status >= 400) await problemIn(answer);
    }),
    { numRuns: 300 },
  );
});

test("whatever text stands in a field, it is kept as it was composed, or refused", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", minLength: 1, maxLength: 60 }), async (note) => {
      const answer = await post(noted(note));
      const body = (await answer.json()) as { order?: { note: string }; errors?: { path: string }[] };
      const kept = answer.status === 201 ? body.order?.note : body.errors?.[0]?.path;
      const composed = note.normalize("NFC").replace(/\r\n?/g, "\n").trim();
      expect(kept).toBe(answer.status === 201 ? composed : "note");
    }),
    { numRuns: 150 },
  );
});
