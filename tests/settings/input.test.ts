import { describe, expect, test } from "vitest";
import { hoursInput } from "@/lib/settings/hours-input";
import { faceInput, ordersInput, placeInput } from "@/lib/settings/input";
import { messagesInput } from "@/lib/settings/messages-input";
import { fillWords, messageKinds, noWords, readWords, wrongPlaceholder } from "@/lib/settings/words";

const face = {
  version: "3",
  name: "Fern",
  tagline: "",
  address: "",
  directions: "",
  phone: "",
  email: "",
  paymentNote: "",
  accent: "#2C5A3C",
  logo: "",
};
const fieldsOf = (result: { success: boolean; error?: { issues: { path: PropertyKey[] }[] } }) =>
  result.error?.issues.map((issue) => issue.path.join("."));

test("a shop has a name, a colour that is one, and an email that is one", () => {
  expect(faceInput.parse(face)).toMatchObject({ version: 3, name: "Fern" });
  expect(fieldsOf(faceInput.safeParse({ ...face, name: " ", accent: "red", email: "orders@" }))).toEqual([
    "name",
    "email",
    "accent",
  ]);
});

test("a place is one that dates and amounts can be written for", () => {
  const place = { version: "0", currency: "JPY", locale: "ja-JP", timezone: "Asia/Tokyo", country: "JP" };
  expect(placeInput.parse(place)).toMatchObject({ currency: "JPY", currencyMeant: false });
  const wrong = { ...place, currency: "ABC", locale: "zz_zz", timezone: "Mars/Base", country: "Japan" };
  expect(fieldsOf(placeInput.safeParse(wrong))).toEqual(["currency", "locale", "timezone", "country"]);
  expect(placeInput.safeParse({ ...place, timezone: "+09:00" }).success).toBe(false);
});

test("a prefix has no figures, so that a number can be read back from what was typed", () => {
  const orders = {
    version: "0",
    orderPrefix: "FB-",
    defaultLowAt: "3",
    acceptWithin: "10",
    remindAfter: "15",
    remindPhone: "+44 7700 900123",
    customerCancelMinutes: "30",
  };
  expect(ordersInput.parse(orders)).toMatchObject({
    orderPrefix: "FB-",
    acceptsByItself: false,
    remindPhone: "+447700900123",
  });
  expect(ordersInput.parse({ ...orders, acceptsByItself: "on" }).acceptsByItself).toBe(true);
  const wrong = { ...orders, orderPrefix: "26-", acceptWithin: "0", remindPhone: "07700 900123" };
  expect(fieldsOf(ordersInput.safeParse(wrong))).toEqual(["orderPrefix", "acceptWithin", "remindPhone"]);
});

describe("the week as its form sends it", () => {
  const saturday = { "d6.open": "on", "d6.opens": "08:00", "d6.closes": "14:00", "d6.before": "1", "d6.by": "16:00" };

  test("holds the days that are ticked, in minutes", () => {
    expect(hoursInput.parse({ version: "2", ...saturday, "d7.opens": "09:00" })).toEqual({
      version: 2,
      hours: [{ weekday: 6, opensMinute: 480, closesMinute: 840, orderDaysBefore: 1, orderByMinute: 960 }],
    });
  });

  test("may close at midnight, written as a clock shows it", () => {
    const { hours } = hoursInput.parse({ version: "2", ...saturday, "d6.closes": "00:00" });
    expect(hours[0]?.closesMinute).toBe(1440);
  });

  test.each([
    [{ "d6.closes": "07:00" }, "d6.closes"],
    [{ "d6.closes": "" }, "d6.closes"],
    [{ "d6.opens": "25:00" }, "d6.opens"],
    [{ "d6.before": "0" }, "d6.by"],
    [{ "d6.before": "99" }, "d6.before"],
    [{ "d6.by": "" }, "d6.by"],
  ])("%j is refused at its field", (change, field) => {
    expect(fieldsOf(hoursInput.safeParse({ version: "2", ...saturday, ...change }))).toEqual([field]);
  });
});

describe("words of messages", () => {
  const form = Object.fromEntries(
    messageKinds.flatMap((kind) => ["subject", "closing", "text"].map((part) => [`${kind}.${part}`, ""])),
  );

  const head = { version: "0", resendUnknownAfter: "60" };

  test.each(["0", "15", "60", "240"])("go with a patience of %s minutes", (resendUnknownAfter) => {
    expect(messagesInput.parse({ ...form, ...head, resendUnknownAfter }).resendUnknownAfter).toBe(
      Number(resendUnknownAfter),
    );
  });

  test.each(["1", "-15", "soon", "toString"])("do not go with a patience of %j", (resendUnknownAfter) => {
    expect(fieldsOf(messagesInput.safeParse({ ...form, ...head, resendUnknownAfter }))).toEqual(["resendUnknownAfter"]);
  });

  test("take placeholders that we know, and no others", () => {
    const words = { ...form, ...head, "ready.subject": "{name}, come by {shop}" };
    expect(messagesInput.parse(words).messageWords.ready.subject).toBe("{name}, come by {shop}");
    const wrong = messagesInput.safeParse({ ...words, "placed.text": "Hi {first_name}" });
    expect(fieldsOf(wrong)).toEqual(["placed.text"]);
    expect(wrong.error?.issues[0]?.message).toContain("{first_name}");
  });

  test.each(["{", "}", "{name", "{ name }", "{__proto__}", "{constructor}"])("%j is wrong", (words) => {
    expect(wrongPlaceholder(words)).not.toBeNull();
  });

  test("are filled in once: a customer called {shop} stays called so", () => {
    const values = { name: "{shop}", number: "FB-1", day: "Saturday", total: "£4", shop: "Fern" };
    expect(fillWords("{name}, {number} {day} {total} {shop}", values)).toBe("{shop}, FB-1 Saturday £4 Fern");
  });

  test("that a database keeps in part are made whole", () => {
    expect(readWords({ ready: { subject: "Come" } })).toEqual({
      ...noWords,
      ready: { ...noWords.ready, subject: "Come" },
    });
    expect(readWords(null)).toEqual(noWords);
  });
});
