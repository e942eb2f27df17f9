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

const ipv4Inside = ipaddr.IPv6.parseCIDR("::/96");

/** Whether an address is on the public internet: not private, loopback, link-local, shared, metadata, reserved, nor a way around. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  const wraps = parsed.kind() === "ipv6" && parsed.match(ipv4Inside);
  return parsed.range() === "unicast" && !wraps;
}

/** Whether the shop allows a destination to be private, by its host or its host and port. */
export function mayBePrivate(hostname: string, port: string | number): boolean {
  const allowed = privateDestinations();
  return allowed.includes(hostname.toLowerCase()) || allowed.includes(`${hostname}:${port}`.toLowerCase());
}

/**
 * Connects only to public addresses, or to hosts that may be private. The address that is checked is the one that is
 * connected to: a name is resolved once, here, and the socket's other end is looked at again.
 */
export function guardedConnector(timeout: number, lookup: LookupFunction = systemLookup): buildConnector.connector {
  return (options, callback) => {
    const { hostname } = options;
    const port = options.port || (options.protocol === "https:" ? "443" : "80");
    if (mayBePrivate(hostname, port)) return buildConnector({ timeout, lookup })(options, callback);
    const bare = hostname.replace(/^\[|\]$/g, "");
    if (ipaddr.isValid(bare) && !isPublicAddress(bare)) return callback(new PrivateAddress(hostname), null);
    return buildConnector({ timeout, lookup: publicOnly(lookup) })(options, (error, socket) => {
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
