import { expect, test } from "vitest";
import { keysOf, normalEmail } from "@/lib/people/keys";

const pepper = Buffer.alloc(32, 1).toString("base64");

test.each([
  ["maya@example.org", "maya@example.org"],
  ["  Maya@Example.ORG ", "maya@example.org"],
  ["maya+bread@example.org", "maya@example.org"],
  ["maya+a+b@example.org", "maya@example.org"],
  ["m.a.y.a@example.org", "m.a.y.a@example.org"],
  ["m.a.y.a@gmail.com", "maya@gmail.com"],
  ["Ma.Ya+x@GoogleMail.com", "maya@gmail.com"],
  ["ｍａｙａ@example.org", "maya@example.org"],
  ["ﬁona@example.org", "fiona@example.org"],
  ["maya@example.org.", "maya@example.org"],
  ["maya@bücher.example", "maya@xn--bcher-kva.example"],
  ["maya@xn--bcher-kva.example", "maya@xn--bcher-kva.example"],
  ["+maya@example.org", "+maya@example.org"],
  ["", ""],
  ["maya", ""],
  ["@example.org", ""],
])("%j is the address of %j", (typed, normal) => {
  expect(normalEmail(typed)).toBe(normal);
});

test("a person has a key for each contact, and an order one for its network", () => {
  const keys = keysOf(pepper, { email: "maya@example.org", phone: "+447700900148", address: "192.0.2.7" });
  expect(keys.map(({ kind }) => kind)).toEqual(["contact", "contact", "address"]);
  expect(new Set(keys.map(({ key }) => key)).size).toBe(3);
  for (const { key } of keys) expect(key).toMatch(/^[\w-]{43}$/);
});

test("one household's IPv6 addresses are one, and what is no address is none", () => {
  const from = (address: string) => keysOf(pepper, { email: "", phone: "", address }).map(({ key }) => key);
  expect(from("2001:db8::1")).toEqual(from("2001:db8::ffff"));
  expect(from("2001:db8::1")).not.toEqual(from("2001:db8:0:1::1"));
  expect(from("::ffff:192.0.2.7")).toEqual(from("192.0.2.7"));
  expect(from("unknown")).toEqual([]);
});

test("who gives nothing has no key, and another shop's keys are others", () => {
  expect(keysOf(pepper, { email: "", phone: "" })).toEqual([]);
  const other = Buffer.alloc(32, 2).toString("base64");
  const maya = { email: "maya@example.org", phone: "" };
  expect(keysOf(other, maya)).not.toEqual(keysOf(pepper, maya));
});
