import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { mayRole, roles } from "@/lib/permission";
import { useDatabase } from "@/tests/support/database";
import { doors, type Needs, openDoors } from "@/tests/walk/doors";
import { type Answer, addressOf, type BuiltAction, builtActions, builtPlaces, knock } from "@/tests/walk/knock";
import { openPages, openRoutes, type Place, pages, routes } from "@/tests/walk/places";
import { type Knocker, openWorld, type World } from "@/tests/walk/world";

const manifest = `${process.env.NEXT_DIST_DIR ?? ".next"}/server/server-reference-manifest.json`;
const built = existsSync(manifest) ? builtActions() : [];
const byName = new Map(built.map((action) => [action.name, action]));

useDatabase();
let world: World;
beforeAll(async () => {
  if (built.length > 0) world = await openWorld();
}, 120_000);
afterAll(() => world?.close());

const knockers: readonly Knocker[] = ["nobody", "half-way", ...roles];

function isLetIn(who: Knocker, needs: Needs): boolean {
  if (who === "nobody" || who === "half-way") return false;
  return needs === "member" || needs === "setting-up" || mayRole(who, needs);
}

const letIn = (needs: Needs) => knockers.filter((who) => isLetIn(who, needs));
const keptOut = (needs: Needs) => knockers.filter((who) => !isLetIn(who, needs));

describe("every door of the staff is in the tables of this walk", () => {
  it("finds a build to walk through; `npm run build` makes one", () => expect(built.length).toBeGreaterThan(0));

  it("knows every server action of the build, by a line in tests/walk/doors.ts", () => {
    const known = [...Object.keys(doors), ...Object.keys(openDoors)];
    expect([...byName.keys()].filter((name) => !known.includes(name))).toEqual([]);
    expect(known.filter((name) => !byName.has(name))).toEqual([]);
  });

  it("knows every page, by a line in tests/walk/places.ts", () => {
    const found = builtPlaces("page").filter((file) => !openPages.test(file));
    expect(found).toEqual(Object.keys(pages).map(withoutEnding).toSorted());
  });

  it("knows every route and method, by a line in tests/walk/places.ts", async () => {
    const files = builtPlaces("route");
    expect(Object.keys(openRoutes).filter((file) => !files.includes(file))).toEqual([]);
    const answering = await Promise.all(files.filter((file) => !(file in openRoutes)).map(methodsOf));
    expect(answering.flat().toSorted()).toEqual(Object.keys(routes).map(withoutEnding).toSorted());
  });
});

describe.each(Object.entries(pages))("%s", (file, place) => {
  it.each(knockers)(`shows itself to %s as the table says (${place.needs})`, async (who) => {
    const cookie = await world.cookieOf(who);
    const url = `${world.url}${await addressFor(file, place)}`;
    const before = await world.changes();
    const response = await fetch(url, { headers: { cookie, accept: "text/html" }, redirect: "manual" });
    const html = await response.text();
    expect(pageAnswer(response, html)).toBe(isLetIn(who, place.needs) ? "shown" : expectedPage(who));
    if (response.status === 404) expect(headingOf(html)).toMatch(nothingHere);
    expect(await world.changes()).toEqual(before);
  });
});

describe.each(Object.keys(pages).filter((file) => file.includes("[")))("%s", (file) => {
  it("says without JavaScript that it is about nothing that is there", async () => {
    const path = file.replace(/^app(\/\([a-z]+\))?|\/page\.tsx$/g, "").replace(/\[\w+\]/, "nowhere");
    const headers = { cookie: await world.cookieOf("owner"), accept: "text/html" };
    const response = await fetch(`${world.url}${path}`, { headers });
    expect(response.status).toBe(404);
    expect(headingOf(await response.text())).toMatch(nothingHere);
  });
});

describe.each(Object.entries(routes))("%s", (name, place) => {
  const [method = "GET", file = ""] = name.split(" ");
  const ask = async (who: Knocker, headers: Record<string, string> = {}) => {
    const url = `${world.url}${await addressFor(file, place)}`;
    const cookie = await world.cookieOf(who);
    const before = await world.settled();
    const init = {
      method,
      headers: { cookie, origin: world.url, ...headers },
      ...(place.body && { body: place.body }),
    };
    const response = await fetch(url, init);
    await (isStream(response) ? response.body?.cancel() : response.arrayBuffer());
    const { status } = response;
    return { status, changed: JSON.stringify(await world.changes()) !== JSON.stringify(before) };
  };

  it.each(knockers)(`answers %s as the table says (${place.needs})`, async (who) => {
    const { status, changed } = await ask(who);
    if (isLetIn(who, place.needs)) expect([401, 403, 404, 500]).not.toContain(status);
    else
      expect({ status, changed }).toEqual({
        status: who === "nobody" || who === "half-way" ? 401 : 403,
        changed: false,
      });
  });

  if (method === "GET") return;
  it("takes nothing from a page of another site", async () => {
    expect(await ask("owner", { origin: "https://elsewhere.example" })).toEqual({ status: 403, changed: false });
  });
});

describe.each(Object.entries(doors).filter(([name]) => byName.has(name)))("%s", (name, door) => {
  const action = byName.get(name) as BuiltAction;
  it(`is shut to ${keptOut(door.needs).join(", ")}, and nothing changes`, async () => {
    const sent = await door.send(world);
    const cookies = new Map<Knocker, string>();
    for (const who of keptOut(door.needs)) cookies.set(who, await world.cookieOf(who));
    const before = await world.settled();
    for (const [who, cookie] of cookies) {
      expect([who, refusalOf(await knock(world.url, action, sent, { cookie }))]).toEqual([who, expectedRefusal(who)]);
    }
    expect(await world.changes()).toEqual(before);
  });

  it(`is open to ${letIn(door.needs).join(", ")}${door.idle ? "" : ", and does something"}`, async () => {
    for (const who of letIn(door.needs)) {
      const sent = await door.send(world);
      const cookie = await world.cookieOf(who);
      const before = await world.changes();
      const answer = await knock(world.url, action, sent, { cookie });
      expect([who, wrongFields(answer), refusalOf(answer)]).toEqual([
        who,
        [],
        expect.not.stringMatching(/^(not_permitted|not_signed_in|\/sign-in.*)$/),
      ]);
      const after = await world.changes();
      if (!door.idle) expect(after, `${who}: ${JSON.stringify(answer)}`).not.toEqual(before);
      if (!door.idle && !door.unlogged) expect(after.events, `${who}'s line in the log`).not.toBe(before.events);
      await putBack();
    }
  });

  it("takes nothing from a page of another site", async () => {
    const [who] = letIn(door.needs);
    const [cookie, before] = [await world.cookieOf(who ?? "owner"), await world.settled()];
    const strangers: Record<string, string>[] = [
      { origin: "https://elsewhere.example" },
      { "sec-fetch-site": "cross-site" },
    ];
    for (const strange of strangers) {
      expect((await knockRaw(action, { cookie, ...strange })).status).toBe(403);
    }
    expect(await world.changes()).toEqual(before);
  });
});

const withoutEnding = (name: string) => name.replace(/\.tsx?$/, "");

/** The methods that a route answers, found by asking: however its file says so. */
async function methodsOf(file: string): Promise<string[]> {
  const found: string[] = [];
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
    const url = `${world.url}${addressOf(file).replace(/\[[^\]]*\]/g, "x")}`;
    const response = await fetch(url, { method, headers: { origin: world.url } });
    await response.body?.cancel();
    if (response.status !== 405) found.push(`${method} ${file}`);
  }
  return found;
}

const isStream = ({ headers }: Response) => headers.get("content-type")?.startsWith("text/event-stream") ?? false;

async function addressFor(file: string, place: Place): Promise<string> {
  return place.at ? place.at(world) : addressOf(file);
}

async function knockRaw(action: BuiltAction, headers: Record<string, string>): Promise<Response> {
  const body = new FormData();
  body.append("0", '[{},"$K1"]');
  const url = `${world.url}${action.page.replace(/\[[^\]]*\]/g, "x")}`;
  return fetch(url, { method: "POST", body, headers: { "next-action": action.id, origin: world.url, ...headers } });
}

/** A form of the table is one that would be taken. */
function wrongFields({ state }: Answer): string[] {
  return Object.entries(state.fields ?? {}).map(([name, words]) => `${name}: ${words}`);
}

/** Where it sends, or what it refuses; "none" if neither. */
function refusalOf({ redirect, state }: Answer): string {
  if (redirect) return redirect.replace(/[?;].*$/, "").replace(world.url, "");
  return state.refusal?.code ?? "none";
}

function expectedRefusal(who: Knocker): string {
  if (who === "nobody") return "/sign-in";
  return who === "half-way" ? "/sign-in/code" : "not_permitted";
}

function expectedPage(who: Knocker): string {
  return who === "nobody" || who === "half-way" ? expectedRefusal(who) : "not shown";
}

/** The first heading that is drawn without JavaScript: what stands in a script or waits in a template is not. */
function headingOf(html: string): string {
  const drawn = html.replace(/<script\b.*?<\/script>|<template\b.*?<\/template>|<div hidden\b.*?<\/div>/gs, "");
  return /<h1[^>]*>(.*?)<\/h1>/s.exec(drawn)?.[1] ?? "nothing is drawn";
}

const nothingHere = /^(Not found|There is no such page here)/;

function pageAnswer(response: Response, html: string): string {
  const to = response.headers.get("location");
  if (to && /\/sign-in/.test(to)) return new URL(to, world.url).pathname;
  if (to) return "not shown";
  if (response.status === 404 || html.includes("Your role does not open this page.")) return "not shown";
  return response.status === 200 ? "shown" : String(response.status);
}

/** What a door did to the people that the walk needs, or to the whole shop. */
async function putBack(): Promise<void> {
  await world.restoreStaff();
  await db().shop.updateMany({ data: { twoFactorRequired: false, orderingOpen: true, orderingPausedUntil: null } });
}
