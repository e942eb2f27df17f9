import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";

export type Address = ipaddr.IPv4 | ipaddr.IPv6;
export type TrustedRange = [Address, number];

/** What proxies and clients say about where a request comes from. Ours replace theirs. */
const claims = /^(forwarded|x-forwarded-.*|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip|x-holdfast-.*)$/;

/** The ranges of TRUSTED_PROXIES; a single address is a range of one. */
export function trustedRanges(list: string[]): TrustedRange[] {
  return list.map((entry) => {
    if (entry.includes("/")) return ipaddr.parseCIDR(entry);
    const address = ipaddr.process(entry);
    return [address, address.kind() === "ipv4" ? 32 : 128];
  });
}

/**
 * The proxy that a request came through, if it is one of the own network that is not trusted: all customers behind it count as one. Whoever comes from the internet
 * may claim to be one, and is not meant; nor is Next, which asks for the page that an action leads to with the headers that it was given.
 */
export function unnamedProxy({ headers, socket }: IncomingMessage, trusted: TrustedRange[]): string | undefined {
  const peer = parse(socket.remoteAddress);
  const isOurs = peer && ["loopback", "private", "uniqueLocal", "linkLocal"].includes(peer.range());
  const isForwarded = headers["x-forwarded-for"] && !headers["x-holdfast-address"];
  return isOurs && isForwarded && !isTrusted(peer, trusted) ? peer.toString() : undefined;
}

/**
 * Puts the true origin of a request into its headers and removes what was claimed. The peer's own address counts, or,
 * if that is a trusted proxy, the rightmost address of X-Forwarded-For that is not one.
 */
export function setOrigin(request: IncomingMessage, trusted: TrustedRange[]): void {
  const { headers } = request;
  const peer = parse(request.socket.remoteAddress);
  const behindProxy = peer !== undefined && isTrusted(peer, trusted);
  const address = behindProxy ? (rightmostStranger(listed(headers["x-forwarded-for"]), trusted) ?? peer) : peer;
  const proto = (behindProxy && listed(headers["x-forwarded-proto"]).at(-1)) || "http";
  const host = (behindProxy && listed(headers["x-forwarded-host"]).at(-1)) || headers.host;
  for (const name of Object.keys(headers)) if (claims.test(name)) delete headers[name];
  const shown = address?.toString() ?? "unknown";
  Object.assign(headers, { "x-holdfast-address": shown, "x-forwarded-for": shown });
  headers["x-forwarded-proto"] = proto === "https" ? "https" : "http";
  if (host) headers["x-forwarded-host"] = host;
}

function rightmostStranger(chain: string[], trusted: TrustedRange[]): Address | undefined {
  let nearest: Address | undefined;
  for (const entry of chain.reverse()) {
    const address = parse(entry);
    if (!address) return nearest;
    nearest = address;
    if (!isTrusted(address, trusted)) return address;
  }
  return nearest;
}

function isTrusted(address: Address, trusted: TrustedRange[]): boolean {
  return trusted.some(([range, bits]) => range.kind() === address.kind() && address.match(range, bits));
}

function parse(text: string | undefined): Address | undefined {
  const bare = text?.replace(/^\[(.*)\](:\d+)?$/, "$1").replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
  return bare && ipaddr.isValid(bare) ? ipaddr.process(bare) : undefined;
}

function listed(header: string | string[] | undefined): string[] {
  return [header ?? ""]
    .flat()
    .join(",")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}
