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
  "100.100.100.200",
  "168.63.129.16",
  "192.0.0.192",
  "192.88.99.1",
  "240.0.0.1",
  "::ffff:169.254.169.254",
  "::ffff:0:127.0.0.1",
  "::127.0.0.1",
  "64:ff9b::169.254.169.254",
  "64:ff9b:1::7f00:1",
  "2002:a9fe:a9fe::",
  "2001::1",
  "2001:db8::1",
  "3fff::1",
  "5f00::1",
  "100::1",
  "4000::1",
  "ff02::1",
  "fe80::1%eth0",
  "::1%lo",
  "0x7f.1",
  "0177.0.0.1",
  "2130706433",
  "127.1",
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
  test.each([
    ...["127.0.0.1", "127.0.0.1.", "127.1", "0.0.0.0", "0"],
    ...["2130706433", "0x7f000001", "0x7f.0.0.1", "017700000001", "0177.0.0.1"],
    ...[
      "[::1]",
      "[::]",
      "[::ffff:127.0.0.1]",
      "[::ffff:7f00:1]",
      "[64:ff9b::7f00:1]",
      "[2002:7f00:1::]",
      "[fd00:ec2::254]",
    ],
    ...["169.254.169.254", "metadata@169.254.169.254", "public.example:80@127.0.0.1"],
    ...[
      "localhost",
      "LOCALHOST",
      "localhost.",
      "shop.localhost",
      "shop.localhost.",
      "ⓛⓞcalhost",
      "127。0。0。1",
      "①②⑦.0.0.1",
    ],
  ])("%s is not connected to, nor looked up", async (host) => {
    const place = await receiver();
    const lookup = resolving("127.0.0.1");
    expect(await reach(`http://${host}:${place.port}/`, lookup)).toBe("PrivateAddress");
    expect(lookup.asked).toBe(0);
    expect(place.received).toEqual([]);
  });

  test("a zone in an address is no address", async () => {
    const place = await receiver();
    expect(await reach(`http://[fe80::1%25lo]:${place.port}/`)).toBe("TypeError");
  });

  test.each(["169.254.169.254", "fd00:ec2::254", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "fe80::1%lo", "0.0.0.0"])(
    "a name that leads to %s is not connected to",
    async (address) => {
      expect(await reach("http://rebind.example/", resolving(address))).toBe("PrivateAddress");
    },
  );

  test("a name that is asked again for the next connection is checked again", async () => {
    const place = await receiver();
    const lookup = resolving("93.184.215.14", "127.0.0.1");
    const agent = new Agent({ connect: guardedConnector(200, lookup) });
    const ask = () => request(`http://rebind.example:${place.port}/`, { dispatcher: agent }).catch((error) => error);
    await ask();
    expect(await ask()).toMatchObject({ name: "PrivateAddress" });
    expect(place.received).toEqual([]);
    await agent.destroy();
  });

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
