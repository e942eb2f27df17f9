import { existsSync, globSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { mayRole, roles } from "@/lib/permission";
import { useDatabase } from "@/tests/support/database";
import { doors, type Needs, openDoors } from "@/tests/walk/doors";
import { type Answer, addressOf, type BuiltAction, builtActions, knock } from "@/tests/walk/knock";
import { openPages, type Place, pages, routes } from "@/tests/walk/places";
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
    const found = globSync("app/**/page.tsx").filter((file) => !openPages.test(file));
    expect(found.toSorted()).toEqual(Object.keys(pages).toSorted());
  });

  it("knows every route and method, by a line in tests/walk/places.ts", () => {
    const found = globSync("app/api/staff/**/route.ts").flatMap((file) => {
      const methods = readFileSync(file, "utf8").matchAll(
        /export (?:const|async function) (GET|POST|PUT|PATCH|DELETE)\b/g,
      );
      return [...methods].map(([, method]) => `${method} ${file}`);
    });
    expect(found.toSorted()).toEqual(Object.keys(routes).toSorted());
  });
});

describe.each(Object.entries(pages))("%s", (file, place) => {
  it.each(knockers)(`shows itself to %s as the table says (${place.needs})`, async (who) => {
    const cookie = await world.cookieOf(who);
    const url = `${world.url}${await addressFor(file, place)}`;
    const before = await world.digest();
    const response = await fetch(url, { headers: { cookie, accept: "text/html" }, redirect: "manual" });
    const html = await response.text();
    expect(pageAnswer(response, html)).toBe(isLetIn(who, place.needs) ? "shown" : expectedPage(who));
    expect(await world.digest()).toEqual(before);
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
    await response.arrayBuffer();
    const { status } = response;
    return { status, changed: JSON.stringify(await world.digest()) !== JSON.stringify(before) };
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
    expect(await world.digest()).toEqual(before);
  });

  it(`is open to ${letIn(door.needs).join(", ")}${door.idle ? "" : ", and does something"}`, async () => {
    for (const who of letIn(door.needs)) {
      const sent = await door.send(world);
      const cookie = await world.cookieOf(who);
      const before = await world.digest();
      const answer = await knock(world.url, action, sent, { cookie });
      expect([who, wrongFields(answer), refusalOf(answer)]).toEqual([
        who,
        [],
        expect.not.stringMatching(/^(not_permitted|not_signed_in|\/sign-in.*)$/),
      ]);
      if (!door.idle) expect(await world.digest(), `${who}: ${JSON.stringify(answer)}`).not.toEqual(before);
      await putBack();
    }
  });

  it("takes nothing from a page of another site", async () => {
    const [who] = letIn(door.needs);
    const [cookie, before] = [await world.cookieOf(who ?? "owner"), await world.digest()];
    const strangers: Record<string, string>[] = [
      { origin: "https://elsewhere.example" },
      { "sec-fetch-site": "cross-site" },
    ];
    for (const strange of strangers) {
      expect((await knockRaw(action, { cookie, ...strange })).status).toBe(403);
    }
    expect(await world.digest()).toEqual(before);
  });
});

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
  await db().shop.updateMany({ data: { twoFactorRequired: false, orderingOpen: true } });
}
