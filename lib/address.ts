import ipaddr from "ipaddr.js";

/**
 * The network that limits are counted by: an IPv4 address itself, an IPv6 address by its first 64 bits (one household or
 * phone has that many addresses). What is no address at all counts as one place, "unknown".
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  const first64 = parsed.toByteArray().map((byte, position) => (position < 8 ? byte : 0));
  return `${ipaddr.fromByteArray(first64).toString()}/64`;
}
