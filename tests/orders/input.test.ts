import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkoutInput, ownReachInput, tellOf } from "@/lib/orders/input";

const typed = {
  name: "Maya Lindqvist",
  email: "maya@example.org",
  phone: "07700 900148",
  tell: "both",
  note: "",
  expectedTotal: "1540",
};
const parse = (change: Record<string, unknown>) => checkoutInput("GB").safeParse({ ...typed, ...change });
const wordsFor = (field: string, change: Record<string, unknown>) =>
  parse(change)
    .error?.issues.filter((issue) => issue.path[0] === field)
    .map((issue) => issue.message) ?? [];

describe("what is typed at checkout", () => {
  test("becomes a contact: a number in E.164, ways to be told, a total in minor units", () => {
    expect(parse({}).data).toEqual({
      customer: { name: "Maya Lindqvist", email: "maya@example.org", phone: "+447700900148" },
      notify: { email: true, text: true },
      note: "",
      expectedTotalMinor: 1540,
    });
  });

  test.each(["\u{1F950} Zoë", "محمد بن سلمان", "李小龍", "O'Neill-García", "  Maya  "])("keeps the name %s", (name) => {
    expect(parse({ name }).data?.customer.name).toBe(name.trim().normalize("NFC"));
  });

  test("says everything that is wrong at once", () => {
    const { error } = parse({ name: "", email: "maya@", phone: "" });
    expect(error?.issues.map((issue) => issue.path[0])).toEqual(["name", "email", "phone"]);
  });

  test.each([
    ["name", { name: "" }, "Please tell us your name."],
    ["name", { name: "   " }, "Please tell us your name."],
    ["name", { name: "a".repeat(81) }, "Please use a shorter name, up to 80 characters."],
    ["name", { name: "a\u0000b" }, "There is a character in here that we cannot keep."],
    ["name", { name: "a\uD800b" }, "There is a character in here that we cannot keep."],
    ["name", { name: "a\nb" }, "Please keep this to one line."],
    ["email", { email: "maya@example.org\r\nBcc: all@example.org" }, "Please keep this to one line."],
    ["email", { email: "maya@" }, "Please check the email address. It should look like name@example.org."],
    ["email", { email: "" }, "Please give an email address, or choose to be told by text."],
    ["phone", { phone: "" }, "Please give a mobile number, or choose to be told by email."],
    ["phone", { phone: "07700 90014" }, "One digit seems to be missing. A mobile number here has 11."],
    ["phone", { phone: "hello" }, "Please check the mobile number. We could not read it as one that receives texts."],
    [
      "phone",
      { phone: "020 7946 0958" },
      "Please check the mobile number. We could not read it as one that receives texts.",
    ],
    ["tell", { tell: "pigeon" }, "Please choose how to be told."],
    ["note", { note: "x".repeat(501) }, "Please keep the note under 500 characters."],
  ])("says what to do about the %s of %j", (field, change, words) => {
    expect(wordsFor(field, change)).toContain(words);
  });

  test("asks for no address that is not needed, and refuses a wrong one all the same", () => {
    expect(parse({ tell: "text", email: "" }).success).toBe(true);
    expect(parse({ tell: "email", phone: "" }).success).toBe(true);
    expect(wordsFor("email", { tell: "text", email: "nonsense" })).toHaveLength(1);
  });

  test("never throws, whatever arrives", () => {
    const anything = fc.record({
      name: fc.anything(),
      email: fc.anything(),
      phone: fc.anything(),
      tell: fc.anything(),
      note: fc.anything(),
    });
    fc.assert(fc.property(anything, (given) => typeof parse(given).success === "boolean"));
    const text = fc.string({ unit: "binary", maxLength: 300 });
    fc.assert(
      fc.property(text, text, text, (name, email, phone) => typeof parse({ name, email, phone }).success === "boolean"),
    );
  });
});

describe("how to be told", () => {
  const ticked = (...ways: string[]) => {
    const form = new FormData();
    for (const way of ways) form.append("tell", way);
    return tellOf(form);
  };

  test("is one word of the boxes that are ticked; none is refused", () => {
    expect([ticked("email"), ticked("text"), ticked("email", "text"), ticked("text", "email"), ticked("both")]).toEqual(
      [...["email", "text", "both", "both", "both"]],
    );
    expect(wordsFor("tell", { tell: ticked() })).toEqual(["Please choose how to be told."]);
    expect(wordsFor("tell", { tell: ticked("pigeon", "text") })).toEqual(["Please choose how to be told."]);
  });

  test("is by email alone in a shop without texts, whatever is sent", () => {
    for (const tell of ["text", "both", "none", undefined, 7]) {
      const parsed = checkoutInput("GB", false).parse({ ...typed, tell });
      expect(parsed.notify).toEqual({ email: true, text: false });
    }
    const { error } = checkoutInput("GB", false).safeParse({ ...typed, tell: "text", email: "", phone: "" });
    expect(error?.issues.map(({ message }) => message)).toEqual(["Please give an email address."]);
  });

  test("is changed later by the rules of the checkout", () => {
    const token = "a".repeat(22);
    const change = (more: Record<string, unknown>) => ownReachInput("GB", true).safeParse({ token, ...typed, ...more });
    expect(change({}).data).toEqual({
      ...{ token, email: "maya@example.org", phone: "+447700900148", notify: { email: true, text: true } },
    });
    const wrong = change({ email: "maya@", phone: "07700 90014" }).error?.issues.map(({ path }) => path[0]);
    expect(wrong).toEqual(["email", "phone"]);
    expect(change({ token: "../admin" }).success).toBe(false);
  });
});
