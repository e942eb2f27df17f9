import { describe, expect, test } from "vitest";
import { hoursInput } from "@/lib/settings/hours-input";
import { faceInput, ordersInput, patienceInput, placeInput } from "@/lib/settings/input";
import { letterInput } from "@/lib/settings/letter-input";
import { messageKinds, noWords, ourWords, ownOnly, readWords, wordsInForce } from "@/lib/settings/words";
import { fillWords, nearPlaceholder, placeholderTrouble, wrongPlaceholder } from "@/lib/settings/words-of-placeholders";

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
    holdMinutes: "10",
    customerChange: "until_cut_off",
    offerMinutes: "30",
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

const patience = { version: "0", resendUnknownAfter: "60", keepDeliveredDays: "90", keepFailedDays: "365" };

test.each([
  ["keepDeliveredDays", "6"],
  ["keepDeliveredDays", "3651"],
  ["keepFailedDays", "29"],
  ["keepFailedDays", "90.5"],
  ["keepFailedDays", ""],
])("of records %s cannot be %j", (name, value) => {
  expect(fieldsOf(patienceInput.safeParse({ ...patience, [name]: value }))).toEqual([name]);
});

test.each(["0", "15", "60", "240"])("a mail whose answer was lost waits %s minutes", (resendUnknownAfter) => {
  expect(patienceInput.parse({ ...patience, resendUnknownAfter })).toMatchObject({
    resendUnknownAfter: Number(resendUnknownAfter),
  });
});

test.each(["1", "-15", "soon", "toString"])("a mail whose answer was lost does not wait %j", (resendUnknownAfter) => {
  expect(fieldsOf(patienceInput.safeParse({ ...patience, resendUnknownAfter }))).toEqual(["resendUnknownAfter"]);
});

describe("words of a letter", () => {
  const form = { version: "0", kind: "ready", subject: "", opening: "", closing: "", text: "" };

  test("take placeholders that we know, and no others", () => {
    const words = { ...form, subject: "{name}, come by {shop}" };
    expect(letterInput.parse(words)).toMatchObject({ kind: "ready", subject: "{name}, come by {shop}" });
    const wrong = letterInput.safeParse({ ...words, text: "Hi {first_name}", opening: "{pikcup}" });
    expect(wrong.error?.issues.map(({ path, message }) => [path.join(), message])).toEqual([
      ["opening", "We do not know {pikcup}. Did you mean {pickup}?"],
      ["text", "We do not know {first_name}. Did you mean {name}?"],
    ]);
  });

  test.each([
    ["{nmae}", "name"],
    ["{Name}", "name"],
    ["{ name }", "name"],
    ["{n\u200bame}", "name"],
    ["{order}", "number"],
    ["{day}", "pickup"],
    ["{opening_hours}", "hours"],
    ["{store}", "shop"],
    ["{totals}", "total"],
    ["{wheelbarrow}", null],
    ["{}", null],
    ["{__proto__}", null],
    ["{constructor}", null],
    ["{toString}", null],
    [`{${"x".repeat(300)}}`, null],
  ])("%s was probably meant as %s", (wrong, near) => {
    expect(wrongPlaceholder(`Hello ${wrong}.`)).toBe(wrong);
    expect(nearPlaceholder(wrong)).toBe(near);
    const said = placeholderTrouble(`Hello ${wrong}.`);
    expect(said).toContain(
      near ? `Did you mean {${near}}?` : "There are {name}, {number}, {pickup}, {hours}, {total} and {shop}.",
    );
    expect(said!.length).toBeLessThan(200);
  });

  test.each(["{", "}", "{name", "name}", "{{name}", "{na{me}", "{name}}"])(
    "%j has a brace that stands alone",
    (words) => {
      expect(placeholderTrouble(words)).toMatch(/stands alone|We do not know/);
    },
  );

  test.each([
    ["subject", 140],
    ["opening", 600],
    ["closing", 600],
    ["text", 120],
  ])("%s is refused beyond %i characters, and where it would break a header", (part, longest) => {
    expect(letterInput.safeParse({ ...form, [part]: "é".repeat(longest) }).success).toBe(true);
    expect(fieldsOf(letterInput.safeParse({ ...form, [part]: "é".repeat(longest + 1) }))).toEqual([part]);
    const broken = letterInput.safeParse({ ...form, [part]: "Hi\r\nBcc: all@example.org" });
    expect(broken.success).toBe(part === "opening" || part === "closing");
    expect(fieldsOf(letterInput.safeParse({ ...form, [part]: "a\u0000b" }))).toEqual([part]);
  });

  test("are of a letter that there is, sent when one can be", () => {
    expect(fieldsOf(letterInput.safeParse({ ...form, kind: "constructor" }))).toEqual(["kind"]);
    const reminder = {
      ...form,
      kind: "reminder",
      remindPickup: "evening",
      remindPickupMinute: "18:30",
      remindPickupHours: "2",
    };
    expect(letterInput.parse(reminder)).toMatchObject({
      remindPickup: "evening",
      remindPickupMinute: 1110,
      remindPickupHours: 2,
    });
    const wrong = { ...reminder, remindPickup: "often", remindPickupMinute: "24:00", remindPickupHours: "49" };
    expect(fieldsOf(letterInput.safeParse(wrong))?.toSorted()).toEqual([
      "remindPickup",
      "remindPickupHours",
      "remindPickupMinute",
    ]);
  });

  test("are filled in once: a customer called {shop} stays called so, and what is no placeholder stays", () => {
    const values = { name: "{shop}", number: "FB-1", pickup: "Saturday", hours: "8 to 1", total: "£4", shop: "Fern" };
    const words = "{name}, {number} {pickup} {hours} {total} {shop} {__proto__} {nmae} {";
    expect(fillWords(words, values)).toBe("{shop}, FB-1 Saturday 8 to 1 £4 Fern {__proto__} {nmae} {");
  });

  test.each(messageKinds)("of ours for %s pass what we ask of others", (kind) => {
    expect(letterInput.safeParse({ version: "0", kind, ...ourWords[kind] }).success).toBe(true);
    expect(ownOnly(kind, ourWords[kind])).toEqual(noWords[kind]);
    expect(wordsInForce(kind, noWords)).toEqual(ourWords[kind]);
  });

  test("that a database keeps in part are made whole", () => {
    const kept = { ready: { subject: "Come" } };
    expect(readWords(kept)).toEqual({ ...noWords, ready: { ...noWords.ready, subject: "Come" } });
    expect(wordsInForce("ready", readWords(kept))).toEqual({ ...ourWords.ready, subject: "Come" });
    expect(readWords(null)).toEqual(noWords);
  });
});
