import { lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { buildConnector } from "undici";
import { privateDestinations } from "@/lib/deliveries/channels/settings";

/** Thrown instead of connecting to an address that exports may not go to. */
export class PrivateAddress extends Error {
  override readonly name = "PrivateAddress";
  constructor(host: string) {
    super(`${host} is a private address. Name it in PRIVATE_DESTINATIONS to allow it.`);
  }
}

/** All of IPv6 that is given out; addresses that wrap one of IPv4 lie outside of it, or have a range of their own. */
const givenOut = ipaddr.IPv6.parseCIDR("2000::/3");
/** What a cloud answers its own machines at, although the address looks public. */
const metadata: readonly string[] = ["168.63.129.16"];

/** Whether an address is on the public internet: not private, loopback, link-local, shared, metadata, reserved, nor a way around. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast") return false;
  return parsed.kind() === "ipv6" ? parsed.match(givenOut) : !metadata.includes(parsed.toString());
}

/** Names that mean this machine, whatever a resolver says of them. */
function isLocalName(hostname: string): boolean {
  return /(^|\.)localhost\.?$/i.test(hostname);
}

/** Whether the shop allows a destination to be private, by its host or its host and port. */
export function mayBePrivate(hostname: string, port: string | number): boolean {
  const allowed = privateDestinations();
  return allowed.includes(hostname.toLowerCase()) || allowed.includes(`${hostname}:${port}`.toLowerCase());
}

/** Said although it is the default: NODE_TLS_REJECT_UNAUTHORIZED in the environment must not switch it off. */
const verified = { rejectUnauthorized: true };

/**
 * Connects only to public addresses, or to hosts that may be private. The address that is checked is the one that is
 * connected to: a name is resolved once, here, and the socket's other end is looked at again.
 */
export function guardedConnector(timeout: number, lookup: LookupFunction = systemLookup): buildConnector.connector {
  return (options, callback) => {
    const { hostname } = options;
    const port = options.port || (options.protocol === "https:" ? "443" : "80");
    if (mayBePrivate(hostname, port)) return buildConnector({ ...verified, timeout, lookup })(options, callback);
    const bare = hostname.replace(/^\[|\]$/g, "");
    const isPrivate = isLocalName(hostname) || (ipaddr.isValid(bare) && !isPublicAddress(bare));
    if (isPrivate) return callback(new PrivateAddress(hostname), null);
    return buildConnector({ ...verified, timeout, lookup: publicOnly(lookup) })(options, (error, socket) => {
      if (error) return callback(error, null);
      if (isPublicAddress(socket.remoteAddress ?? "")) return callback(null, socket);
      socket.destroy();
      return callback(new PrivateAddress(hostname), null);
    });
  };
}

/** A look-up whose answer holds public addresses alone. */
function publicOnly(lookup: LookupFunction): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, options, (error, address, family) => {
      if (error) return done(error, address, family);
      const found = typeof address === "string" ? [address] : address.map((one) => one.address);
      if (found.length > 0 && found.every(isPublicAddress)) return done(null, address, family);
      return done(new PrivateAddress(hostname), "", 0);
    });
  };
}
