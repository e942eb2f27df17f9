import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { coloursOf, darkLook } from "@/lib/deliveries/emails/look";
import { renderEmail } from "@/lib/deliveries/emails/render";
import { textWords } from "@/lib/deliveries/text-words";
import { newShop, type Shop } from "@/lib/settings/queries";
import { contrast } from "@/lib/settings/rules";
import { type OrderLetter, type OwnWords, orderLetters, ourWords, readWords } from "@/lib/settings/words";
import { lineSnapshot, orderSnapshot } from "@/tests/deliveries/fixtures";
import { tagsOf, wordsOf } from "@/tests/deliveries/reading";
import { useDatabase } from "@/tests/support/database";

useDatabase();

const bakehouse: Shop = {
  ...newShop,
  name: "Fernhill Bakehouse",
  address: "14 Mill Lane, Fernhill",
  directions: "Green door, past the chapel.",
  phone: "01632 960148",
  email: "shop@fernhill.example",
  paymentNote: "Pay by card or cash.",
};
const saturday = { weekday: 6, opensMinute: 480, closesMinute: 780, orderDaysBefore: 1, orderByMinute: 960 };

type Told = {
  shop?: Partial<Shop>;
  order?: Parameters<typeof orderSnapshot>[0];
  words?: Partial<OwnWords>;
  changes?: string[];
};

function request(
  kind: OrderLetter,
  { shop = {}, order = {}, words, changes = ["Sourdough, 800 g: 1 → 2"] }: Told = {},
) {
  const own = words ? { messageWords: readWords({ [kind]: words }) } : {};
  const known = { number: 217, numberPrefix: "FB-", token: "a-token-of-22-letters_", ...order };
  const gone = kind === "cancelled" ? { status: "cancelled" as const, cancelReason: "The oven is out." } : {};
  return {
    order: orderSnapshot({ ...gone, ...known }),
    shop: { ...bakehouse, ...shop, ...own },
    days: { hours: [saturday] },
    changes,
    at: new Date("2026-11-20T09:00:00Z"),
  };
}

const letter = (kind: OrderLetter, told?: Told) => renderEmail.customer(kind, request(kind, told));

/** What each letter says of itself. */
const says: Record<OrderLetter, string[]> = {
  placed: ["Your order is in", "Thank you, Maya. We will have it ready for you on Saturday 28 November."],
  accepted: ["We are on it", "Maya, we have seen your order"],
  ready: ["Your order is ready", "Maya, it is packed and waits for you."],
  reminder: ["See you soon", "A small reminder, Maya: your order is for Saturday 28 November."],
  changed: [
    "Your order is changed",
    "Sourdough, 800 g: 1 → 2",
    "If this is not what you wanted, please call us: 01632 960148",
  ],
  cancelled: [
    "Your order is cancelled",
    "The reason: The oven is out.",
    "Nothing is to be paid.",
    "If this is a surprise, please call us: 01632 960148",
  ],
};

/** What one needs at the counter. */
const carried = [
  "Saturday 28 November",
  "8 am to 1 pm",
  "14 Mill Lane, Fernhill",
  "Green door, past the chapel.",
  "Say this number at the counter.",
  "To pay when you collect",
  "Pay by card or cash.",
  "pickup.ics",
];

describe.each(orderLetters)("the letter %s", (kind) => {
  test("says in both parts what it tells, the number, the lines, where the order is, and why one gets it", async () => {
    const { subject, body, html } = await letter(kind);
    const always = [
      "Fernhill Bakehouse",
      "FB-217",
      "2 × Sourdough",
      "800 g",
      "£9.00",
      "You get this because you ordered at Fernhill Bakehouse",
    ];
    const facts = [...always, ...says[kind], ...(kind === "cancelled" ? [] : carried)];
    for (const part of [body.toLowerCase(), wordsOf(html).toLowerCase()])
      for (const fact of facts) expect(part).toContain(fact.toLowerCase());
    expect(subject).toContain("FB-217");
    for (const part of [body, html]) {
      expect(part).toContain("https://shop.example/orders/a-token-of-22-letters_");
      expect(part.includes("openstreetmap.org/search?query=14%20Mill%20Lane%2C%20Fernhill")).toBe(kind !== "cancelled");
      expect(part).not.toMatch(/unsubscribe|undefined|\bnull\b|NaN|\{\w+\}/i);
    }
  });

  test("has a plain part that reads as one: no tags, no marks of another language, no long gaps", async () => {
    const { body } = await letter(kind);
    expect(body).not.toMatch(/<[a-z/]|&[a-z]+;|\n{3,}|[ \t]$/im);
    expect(body.split("\n")[0]).toBe("Fernhill Bakehouse");
  });

  test("misses nothing with pictures off: what it says is words, a picture has words in its place and a size", async () => {
    await db().photo.upsert({
      where: { name: "p-logo" },
      create: { name: "p-logo", width: 1200, height: 150, placeholder: "", bytes: 1, madeAt: new Date(), madeBy: {} },
      update: {},
    });
    const { html } = await letter(kind, { shop: { logo: "p-logo" } });
    const pictures = tagsOf(html, "img");
    expect(pictures.map(({ src, alt, width, height }) => ({ src, alt, width, height }))).toEqual([
      {
        src: "https://shop.example/photos/p-logo-mail.png",
        alt: "Fernhill Bakehouse, logo",
        width: "240",
        height: "30",
      },
    ]);
    expect(wordsOf(html)).toBe(wordsOf((await letter(kind)).html));
    expect(html).not.toMatch(/background(-image)?:[^;"]*url\(|<svg|<video/i);
  });

  test("says on dark paper what it says on light: every ink and ground has its dark one", async () => {
    const { html } = await letter(kind);
    const dark = /@media \(prefers-color-scheme: dark\) \{\n([\s\S]*?)\n\}/.exec(html)![1]!;
    expect(dark).toContain(".page > table > tbody > tr > td { background-color:");
    // The sheet itself is told by where it stands; a link takes the ink that it stands in.
    const isSheet = (name: string, style: string) => name === "body" || (name === "td" && style.includes("#FAF7F0"));
    for (const { name, style = "", class: classes = "" } of tagsOf(html, "[a-z0-9]+")) {
      if (isSheet(name, style) || name === "img") continue;
      const [ink, ground] = [/(?:^|;)color:/.test(style), /background-color:/.test(style)];
      if (ink && !ground && name !== "a")
        expect([name, classes]).toEqual([name, expect.stringMatching(/\b(ink|soft|on-accent)\b/)]);
      if (ground) expect([name, classes]).toEqual([name, expect.stringMatching(/\baccent\b/)]);
      if (/border[^:]*:\dpx solid/.test(style))
        expect([name, classes]).toEqual([name, expect.stringMatching(/\brule\b/)]);
    }
    for (const used of ["ink", "soft", "rule"]) expect(dark).toContain(`.${used}`);
  });

  test("shows what people typed as they typed it, whatever it looks like to a browser", async () => {
    const evil = `"><script>alert(1)</script><img src=x onerror=alert(2)>`;
    const order = {
      customer: { name: evil, email: "a@example.org", phone: "" },
      lines: [lineSnapshot({ itemName: evil, variantName: evil })],
    };
    const words = { subject: `{name} ${evil}`, opening: `${evil} {name}`, closing: `${evil} {shop}`, text: evil };
    const { html, subject } = await letter(kind, {
      order,
      words,
      shop: { name: evil, address: evil, directions: evil },
      changes: [evil],
    });
    expect(html).not.toMatch(/<script|<img/i);
    expect(wordsOf(html)).toContain(evil);
    expect(subject).not.toMatch(/[\r\n]/);
  });

  test("is said by text in at most two segments", () => {
    const text = textWords(kind, request(kind));
    expect(text).toMatch(/^Fernhill Bakehouse: .*FB-217.* https:\/\/shop\.example\/orders\/a-token-of-22-letters_$/);
    expect(text.length).toBeLessThanOrEqual(306);
  });
});

test.each(["#2C5A3C", "#FFF2A8", "#000000", "#FFFFFF", "#E4572E", "no colour"])(
  "words can be read on %s, in the light and the dark",
  (accent) => {
    const { light, dark } = coloursOf({ accent });
    for (const { accent: ground, onAccent } of [light, dark])
      expect(contrast(ground, onAccent)).toBeGreaterThanOrEqual(4.5);
    const colours = [...darkLook({ accent }).matchAll(/\.(ink|soft)[^{]*\{ color: (#\w{6})/g)].map(
      ([, , colour]) => colour!,
    );
    expect(colours.length).toBeGreaterThan(1);
    for (const colour of colours) expect(contrast(colour, "#171512")).toBeGreaterThanOrEqual(7);
  },
);

test("the shop's own words stand in place of ours, paragraphs and all, with everything filled in", async () => {
  const words = {
    subject: "Hi {name}: {number}",
    opening: "Hello {name}.\n\nCome {pickup}, {hours}.",
    closing: "Yours, {shop}",
    text: "{total} {pickup} {hours}",
  };
  const { subject, body, html } = await letter("ready", { words });
  expect(subject).toBe("Hi Maya: FB-217");
  expect(tagsOf(html, "p").length).toBeGreaterThan(0);
  for (const part of [body, wordsOf(html)]) {
    expect(part).toContain("Come Saturday 28 November, 8 am to 1 pm.");
    expect(part).toContain("Yours, Fernhill Bakehouse");
    expect(part).not.toContain(ourWords.ready.opening.slice(-20));
  }
  expect(textWords("ready", request("ready", { words }))).toContain(": £9.00 Sat 28 Nov 8 am to 1 pm https://");
});

test("a customer without a name is not greeted by a comma", async () => {
  const order = { customer: { name: "", email: "a@example.org", phone: "" } };
  expect((await letter("placed", { order })).body).toContain("Thank you. We will have it ready");
  expect((await letter("ready", { order })).body).toContain("It is packed and waits for you.");
});

test("what was paid in part is told with what is left to pay", async () => {
  const paid = { paidAt: "2026-11-20T10:00:00.000Z", paidMinor: 500 };
  const { body } = await letter("changed", { order: paid });
  expect(body).toContain("Total: £9.00\nPaid: £5.00\nTo pay when you collect: £4.00");
  const all = await letter("placed", { order: { ...paid, paidMinor: null } });
  expect(all.body).toContain("Paid: £9.00");
  expect(all.body).not.toContain("To pay when you collect");
});

test("money, days and times are written the shop's way; our own words are English and say so", async () => {
  const shop = { locale: "de-DE", currency: "EUR", timezone: "Europe/Berlin" };
  const { body, html } = await letter("placed", { shop, order: { locale: "de-DE", currency: "EUR" } });
  expect(body).toContain("Samstag 28. November, 08:00–13:00");
  expect(body).toMatch(/800 g: 9,00\s€/);
  expect(tagsOf(html, "html")[0]).toMatchObject({ lang: "en" });
  expect(tagsOf((await letter("placed")).html, "html")[0]).toMatchObject({ lang: "en-GB" });
});

test("a weekday on which the shop is closed is told without hours", async () => {
  const { body } = await letter("placed", { order: { pickupDay: "2026-11-29" }, words: { opening: "Come {hours}." } });
  expect(body).toContain("TO COLLECT\nSunday 29 November\n14 Mill Lane");
  expect(body).toContain("Come while we are open.");
});
