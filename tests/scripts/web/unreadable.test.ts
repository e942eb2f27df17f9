import http from "node:http";
import type net from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeDoor, openDoor } from "@/scripts/web/door";

let door: http.Server;
let reached: string[];

beforeEach(async () => {
  reached = [];
  door = makeDoor();
  const application = (request: http.IncomingMessage, response: http.ServerResponse) => {
    reached.push(request.url ?? "");
    response.end();
  };
  await openDoor(door, application, { port: 0, host: "127.0.0.1", trustedProxies: [] });
});
afterEach(() => {
  door.closeAllConnections();
  door.close();
});

function ask(path: string, method = "GET"): Promise<{ status: number | undefined; type: string | undefined }> {
  const { port } = door.address() as net.AddressInfo;
  return new Promise((resolve, reject) => {
    const request = http.request({ port, host: "127.0.0.1", path, method }, (response) => {
      response.resume();
      resolve({ status: response.statusCode, type: response.headers["content-type"] });
    });
    request.on("error", reject).end();
  });
}

test.each(["/%E0%A4%A", "/items/%", "/items/%ff", "/%00", "/?q=%00", "/items/a%00b", "//%zz"])(
  "the address %s is refused before the application sees it",
  async (path) => {
    expect(await ask(path)).toEqual({ status: 400, type: "application/problem+json" });
    expect(reached).toEqual([]);
  },
);

test.each(["TRACE", "PROPFIND", "LINK"])("the method %s is refused before the application sees it", async (method) => {
  expect(await ask("/", method)).toMatchObject({ status: 405 });
  expect(reached).toEqual([]);
});

test.each(["/", "/items/br%C3%B6tchen?day=2026-11-28&q=%25", "/?q=50%", "/search?q=%F0%9F%A5%96"])(
  "the address %s goes on",
  async (path) => {
    expect(await ask(path)).toMatchObject({ status: 200 });
    expect(reached).toEqual([path]);
  },
);
