import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { setOrigin, trustedRanges, unnamedProxy } from "@/scripts/web/address";

function headersSeen(peer: string, headers: IncomingHttpHeaders, trusted: string[] = []): IncomingHttpHeaders {
  const request = { headers: { host: "shop.example", ...headers }, socket: { remoteAddress: peer } };
  setOrigin(request as IncomingMessage, trustedRanges(trusted));
  return request.headers;
}

test("what a client claims about itself is replaced", () => {
  const seen = headersSeen("203.0.113.9", {
    "x-holdfast-address": "1.1.1.1",
    "x-forwarded-for": "1.1.1.1",
    "x-forwarded-proto": "https",
    "x-forwarded-host": "evil.example",
    "x-real-ip": "1.1.1.1",
    forwarded: "for=1.1.1.1",
    "accept-language": "en",
  });
  expect(seen).toEqual({
    host: "shop.example",
    "accept-language": "en",
    "x-holdfast-address": "203.0.113.9",
    "x-forwarded-for": "203.0.113.9",
    "x-forwarded-proto": "http",
    "x-forwarded-host": "shop.example",
  });
});

test("a trusted proxy is believed about the client, the protocol and the host", () => {
  const claims = { "x-forwarded-for": "198.51.100.7", "x-forwarded-proto": "https", "x-forwarded-host": "www.example" };
  expect(headersSeen("::ffff:10.0.0.2", claims, ["10.0.0.0/8"])).toMatchObject({
    "x-holdfast-address": "198.51.100.7",
    "x-forwarded-proto": "https",
    "x-forwarded-host": "www.example",
  });
});

test.each([
  ["the rightmost address that is no trusted proxy", "1.1.1.1, 198.51.100.7, 10.0.0.3", "198.51.100.7"],
  ["the farthest proxy, if all are trusted", "10.0.0.9, 10.0.0.3", "10.0.0.9"],
  ["nothing left of what cannot be read", "198.51.100.7, nonsense, 10.0.0.3", "10.0.0.3"],
  ["an address with a port", "198.51.100.7:4711", "198.51.100.7"],
  ["an address of version 6", "2001:db8::1", "2001:db8::1"],
  ["the proxy itself, if it says nothing", "", "10.0.0.2"],
])("of a chain counts %s", (_, chain, address) => {
  const seen = headersSeen("10.0.0.2", { "x-forwarded-for": chain }, ["10.0.0.0/8"]);
  expect(seen["x-holdfast-address"]).toBe(address);
});

test.each([
  ["a proxy of the own network", { from: "10.0.0.2", trusted: [] }, "10.0.0.2"],
  ["one on the same machine", { from: "::1", trusted: ["10.0.0.0/8"] }, "::1"],
  ["one that is named", { from: "10.0.0.2", trusted: ["10.0.0.0/8"] }, undefined],
  ["who comes from the internet", { from: "203.0.113.9", trusted: [] }, undefined],
])("a proxy that is to be named: %s", (_, { from, trusted }, told) => {
  const asked = (headers: IncomingHttpHeaders) => ({ headers, socket: { remoteAddress: from } }) as IncomingMessage;
  expect(unnamedProxy(asked({ "x-forwarded-for": "198.51.100.7" }), trustedRanges(trusted))).toBe(told);
  const byNext = { "x-forwarded-for": "198.51.100.7", "x-holdfast-address": "198.51.100.7" };
  for (const headers of [{}, byNext]) expect(unnamedProxy(asked(headers), trustedRanges(trusted))).toBeUndefined();
});
