import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { changesOf } from "@/lib/history/rules";
import { eventSentence, eventWords } from "@/lib/history/words";
import { kindWords } from "@/lib/history/words-of-kinds";
import { permissions } from "@/lib/permission";
import { jobs } from "@/lib/queue/catalogue";

const kinds = Object.keys(kindWords).join("|");
const others = new Set<string>([...permissions, ...Object.keys(jobs)]);

/** Every event type that the product names. */
function typesInUse(): string[] {
  const sources = globSync("lib/**/*.ts", { exclude: ["lib/db/generated/**", "lib/history/words.ts"] });
  const named = sources.flatMap((file) => [
    ...readFileSync(file, "utf8").matchAll(
      new RegExp(`(?:(?<=type: )"([a-z]+\\.[a-z_]+)"|"((?:${kinds})\\.[a-z_]+)")`, "g"),
    ),
  ]);
  return [...new Set(named.map(([, told, type]) => told ?? type!))].filter((type) => !others.has(type)).toSorted();
}

describe("the words of the audit log", () => {
  it.each(typesInUse())("has a line for %s in lib/history/words.ts", (type) => {
    expect(Object.keys(eventWords)).toContain(type);
  });

  it("tells even an event without a line", () => {
    expect(eventSentence("item.turned_upside_down", "Seeded rye")).toBe("Turned upside down: Seeded rye");
  });
});

const place = { currency: "GBP", locale: "en-GB" };

describe("a change", () => {
  it("is told field by field, before and after, in the shop's money", () => {
    const before = { priceMinor: 480, published: false, note: "", version: 1 };
    const after = { priceMinor: 520, published: true, note: "New", version: 2, name: "Rye" };
    expect(changesOf({ before, after, subject: { kind: "item", id: "x" } }, place)).toEqual([
      { field: "Price", before: "£4.80", after: "£5.20" },
      { field: "Published", before: "no", after: "yes" },
      { field: "Note", before: "nothing", after: "New" },
    ]);
  });

  it("tells an order's lines as people say them", () => {
    const before = { lines: [{ quantity: 2, name: "Seeded rye", unitPriceMinor: 480 }] };
    const after = { lines: [] };
    expect(changesOf({ before, after, subject: { kind: "order", id: "x" } }, place)).toEqual([
      { field: "Lines", before: "2 × Seeded rye", after: "nothing" },
    ]);
  });

  it("of a colleague does not repeat who they are, unless that is all", () => {
    const who = { role: "staff", email: "mina@example.org" };
    const fields = (after: object) =>
      changesOf({ before: {}, after: { ...after }, subject: { kind: "staff", id: "stf_1" } }, place).map(
        (one) => one.field,
      );
    expect(fields({ ...who, by: "password" })).toEqual(["By"]);
    expect(fields(who)).toEqual(["Role", "Email"]);
  });

  it("of an invite tells whom it is for", () => {
    const after = { role: "staff", by: "Ada", email: "mina@example.org" };
    const told = changesOf({ before: {}, after, subject: { kind: "staff", id: "lnk_1" } }, place);
    expect(told).toContainEqual({ field: "Email", before: null, after: "mina@example.org" });
  });

  it("of something new tells what it is, but not an order's whole picture", () => {
    const after = { name: "Rye", id: "itm_1", empty: "", sizes: [{ name: "Large", priceMinor: 480 }] };
    expect(changesOf({ before: {}, after, subject: { kind: "item", id: "x" } }, place)).toEqual([
      { field: "Name", before: null, after: "Rye" },
      { field: "Sizes", before: null, after: "Name: Large, Price: £4.80" },
    ]);
    expect(changesOf({ before: {}, after, subject: { kind: "order", id: "x" } }, place)).toEqual([]);
  });
});
