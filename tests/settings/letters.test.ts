import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { previewLetter } from "@/lib/deliveries/preview-letter";
import { sendTestLetter } from "@/lib/deliveries/send-test-letter";
import { changeLetter } from "@/lib/settings/change-letter";
import { letterInput } from "@/lib/settings/letter-input";
import { getShop } from "@/lib/settings/queries";
import { noWords, ourWords, readWords } from "@/lib/settings/words";
import { jobsFor } from "@/tests/deliveries/fixtures";
import { useDatabase } from "@/tests/support/database";
import { counter, customer, manager, openShop, owner, stock } from "@/tests/support/shop";

useDatabase();
beforeEach(async () => {
  process.env.SMTP_URL = "smtp://127.0.0.1:9";
  await db().$executeRaw`TRUNCATE events, shop, opening_hours, categories, staff_members CASCADE`;
  await openShop();
});

const typed = (change: Record<string, string>) =>
  letterInput.parse({ version: "0", kind: "ready", ...ourWords.ready, ...change });

describe("a letter that is changed", () => {
  test("keeps only what differs from our words, and leaves the others alone", async () => {
    expect(await changeLetter(manager, typed({ closing: "The bakers" }))).toBe(true);
    expect(
      await changeLetter(manager, typed({ version: "1", kind: "placed", ...ourWords.placed, text: "it is in" })),
    ).toBe(true);
    const { messageWords } = await getShop();
    expect(messageWords).toEqual({
      ...noWords,
      ready: { subject: "", opening: "", closing: "The bakers", text: "" },
      placed: { subject: "", opening: "", closing: "", text: "it is in" },
    });
    expect(await changeLetter(manager, typed({ version: "2" }))).toBe(true);
    expect((await getShop()).messageWords.ready).toEqual(noWords.ready);
    expect(await changeLetter(manager, typed({ version: "3" }))).toBe(false);
  });

  test("is not overwritten unseen, and only by who may", async () => {
    await changeLetter(owner, typed({ closing: "Yours" }));
    await expect(changeLetter(manager, typed({ closing: "Mine" }))).rejects.toMatchObject({
      code: "changed_meanwhile",
    });
    await expect(changeLetter(counter, typed({ version: "1" }))).rejects.toMatchObject({ code: "not_permitted" });
    await expect(changeLetter(customer, typed({ version: "1" }))).rejects.toMatchObject({ code: "not_signed_in" });
  });

  test("says when it is sent where that is asked, and nowhere else", async () => {
    await changeLetter(owner, typed({ kind: "accepted", ...ourWords.accepted, tellAccepted: "on" }));
    const reminder = {
      kind: "reminder",
      ...ourWords.reminder,
      remindPickup: "hours",
      remindPickupHours: "3",
      remindPickupMinute: "17:00",
    };
    await changeLetter(owner, typed({ version: "1", ...reminder }));
    const chosen = { tellAccepted: true, remindPickup: "hours", remindPickupHours: 3, remindPickupMinute: 1020 };
    expect(await getShop()).toMatchObject(chosen);
    await changeLetter(owner, typed({ version: "2", closing: "x", remindPickup: "never" }));
    expect(await getShop()).toMatchObject(chosen);
  });
});

test("words from before are carried over: the day has another name, and all else stays", async () => {
  const migration = readFileSync("prisma/migrations/20261127120000_letters/migration.sql", "utf8");
  const carry = /UPDATE "shop" SET "message_words"[^;]*;/.exec(migration)![0];
  const before = { ready: { subject: "{day}: {number}", closing: "Bring a {bag}? \\{day}", text: "" } };
  await db().shop.updateMany({ data: { messageWords: before } });
  await db().$executeRawUnsafe(carry);
  expect((await getShop()).messageWords).toEqual(
    readWords({ ready: { subject: "{pickup}: {number}", closing: "Bring a {bag}? \\{pickup}", text: "" } }),
  );
});

describe("a preview", () => {
  test("is of the shop's own items, in the words that are typed, and says what is wrong with them without refusing", async () => {
    await stock(3, { priceMinor: 480 });
    const words = { ...ourWords.changed, subject: "Hi {nmae}", opening: "{name}, see <b>below</b>." };
    const shown = await previewLetter(manager, { kind: "changed", ...words });
    expect(shown.subject).toBe("Hi {nmae}");
    expect(shown.wrong).toEqual({ subject: "We do not know {nmae}. Did you mean {name}?" });
    expect(shown.body).toMatch(/Maya, see <b>below<\/b>\.[\s\S]*2 × Loaf \d+, 800 g: £9\.60/);
    expect(shown.body).toMatch(/Loaf \d+, 800 g: 1 → 2\n- Total: £4\.80 → £9\.60/);
    expect(shown.html).toContain("&lt;b&gt;below&lt;/b&gt;");
    expect(shown.size).toMatchObject({ alphabet: "gsm7", segments: 1 });
    expect(await db().event.count()).toBe(0);
    expect(await db().delivery.count()).toBe(0);
  });

  test("is there in a shop that sells nothing yet, and for nobody who may not change the words", async () => {
    expect((await previewLetter(owner, { kind: "placed", ...ourWords.placed })).body).toContain("2 × Your first item");
    await expect(previewLetter(counter, { kind: "placed", ...ourWords.placed })).rejects.toMatchObject({
      code: "not_permitted",
    });
  });
});

describe("a letter to try", () => {
  const words = { kind: "reminder" as const, ...ourWords.reminder, opening: "Only a try, {name}." };

  test("goes to whoever asks, as a delivery with its calendar file, and is in the log; nothing of the words is kept", async () => {
    await db().staffMember.create({
      data: { ...owner, kind: undefined, email: "olive@example.org", passwordHash: "x" } as never,
    });
    expect(await sendTestLetter(owner, words)).toBe("olive@example.org");
    const sent = await db().delivery.findFirstOrThrow({ include: { event: true } });
    expect(sent).toMatchObject({
      ...{
        channel: "email",
        place: `staff:${owner.id}`,
        address: "olive@example.org",
        state: "waiting",
        orderId: null,
      },
      subject: expect.stringMatching(/^Test: /),
      body: expect.stringContaining("Only a try, Maya."),
      calendar: expect.stringContaining("METHOD:PUBLISH"),
      event: { type: "shop.letter_tested", snapshot: { letter: "reminder" } },
    });
    expect(await jobsFor("delivery.email", sent.id)).toHaveLength(1);
    expect((await getShop()).messageWords).toEqual(noWords);
  });

  test("is refused where no mail goes out, and to who may not change the words", async () => {
    await expect(sendTestLetter(counter, words)).rejects.toMatchObject({ code: "not_permitted" });
    delete process.env.SMTP_URL;
    await expect(sendTestLetter(owner, words)).rejects.toMatchObject({ code: "nothing_sends" });
    expect(await db().delivery.count()).toBe(0);
  });
});
