import type { LookupFunction } from "node:net";
import { Agent, request } from "undici";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { guardedConnector, isPublicAddress } from "@/lib/deliveries/channels/address";
import { receiver } from "@/tests/deliveries/places";

beforeEach(() => {
  delete process.env.PRIVATE_DESTINATIONS;
  delete process.env.ORDER_VIEWER_URL;
});
afterEach(() => {
  delete process.env.PRIVATE_DESTINATIONS;
  delete process.env.ORDER_VIEWER_URL;
});

test.each([
  "10.1.2.3",
  "172.16.0.1",
  "192.168.1.1",
  "127.0.0.1",
  "127.9.9.9",
  "0.0.0.0",
  "169.254.169.254",
  "100.64.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "192.0.2.1",
  "198.18.0.1",
  "::",
  "::1",
  "fe80::1",
  "fc00::1",
  "fd00:ec2::254",
  "::ffff:127.0.0.1",
  "::ffff:a00:1",
  "::7f00:1",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
  "fec0::1",
  "not an address",
  "",
])("%s is not public", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(["8.8.8.8", "93.184.215.14", "2606:4700::1111", "::ffff:8.8.8.8"])("%s is public", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

/** A resolver that gives each of these answers in turn, whichever way it is asked. */
function resolving(...addresses: string[]): LookupFunction & { asked: number } {
  const lookup = ((_host, options, done) => {
    const address = addresses[Math.min(lookup.asked, addresses.length - 1)]!;
    lookup.asked += 1;
    const family = address.includes(":") ? 6 : 4;
    if (typeof options === "object" && options.all) done(null, [{ address, family }]);
    else done(null, address, family);
  }) as LookupFunction & { asked: number };
  lookup.asked = 0;
  return lookup;
}

async function reach(url: string, lookup?: LookupFunction): Promise<string> {
  const agent = new Agent({ connect: guardedConnector(2_000, lookup) });
  try {
    return String((await request(url, { method: "POST", dispatcher: agent })).statusCode);
  } catch (error) {
    return (error as Error).name;
  } finally {
    await agent.destroy();
  }
}

describe("connecting", () => {
  test.each(["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0x7f000001", "127.1", "localhost"])(
    "%s is not connected to",
    async (host) => {
      const place = await receiver();
      expect(await reach(`http://${host}:${place.port}/`)).toBe("PrivateAddress");
      expect(place.received).toEqual([]);
    },
  );

  test("a name that leads to a private address is not connected to", async () => {
    const place = await receiver();
    expect(await reach(`http://rebind.example:${place.port}/`, resolving("127.0.0.1"))).toBe("PrivateAddress");
    expect(place.received).toEqual([]);
  });

  test("a name is looked up once for a connection, so that it cannot change its mind between the check and the call", async () => {
    const place = await receiver();
    const lookup = resolving("127.0.0.1", "93.184.215.14", "127.0.0.1");
    expect(await reach(`http://rebind.example:${place.port}/`, lookup)).toBe("PrivateAddress");
    expect(lookup.asked).toBe(1);
  });

  test("a name with one public and one private address is not connected to", async () => {
    const place = await receiver();
    const both: LookupFunction = (_host, _options, done) =>
      done(null, [
        { address: "93.184.215.14", family: 4 },
        { address: "127.0.0.1", family: 4 },
      ]);
    expect(await reach(`http://both.example:${place.port}/`, both)).toBe("PrivateAddress");
  });

  test("a host, or a host and port, that the owner names may be private", async () => {
    const place = await receiver();
    process.env.PRIVATE_DESTINATIONS = `printer.local, 127.0.0.1:${place.port}`;
    expect(await reach(place.url)).toBe("204");
    expect(await reach(`http://printer.local:${place.port}/`, resolving("127.0.0.1"))).toBe("204");
    const other = await receiver();
    expect(await reach(other.url)).toBe("PrivateAddress");
  });

  test("the demo's order viewer may be private, and nothing else on its machine", async () => {
    const [viewer, other] = [await receiver(), await receiver()];
    process.env.ORDER_VIEWER_URL = viewer.url;
    process.env.ORDER_VIEWER_SECRET = "whsec_AAAA";
    expect(await reach(viewer.url)).toBe("204");
    expect(await reach(other.url)).toBe("PrivateAddress");
    expect(await reach(`http://localhost:${viewer.port}/`)).toBe("PrivateAddress");
  });
});
