import { readFileSync } from "node:fs";
import type { FormState } from "@/lib/web/action";

/** A server action as the build has it: where it is written, and a page that it can be sent to. */
export type BuiltAction = { id: string; name: string; page: string };

type Manifest = {
  node: Record<string, { workers: Record<string, unknown>; filename?: string; exportedName?: string }>;
};

/** Every server action of the build: each is a public door, whatever page shows it. */
export function builtActions(folder = process.env.NEXT_DIST_DIR ?? ".next"): BuiltAction[] {
  const manifest = JSON.parse(readFileSync(`${folder}/server/server-reference-manifest.json`, "utf8")) as Manifest;
  return Object.entries(manifest.node).map(([id, { workers, filename, exportedName }]) => {
    const pages = Object.keys(workers).map(addressOf);
    return {
      id,
      name: `${filename} ${exportedName}`,
      page: pages.find((page) => !page.includes("[")) ?? pages[0] ?? "/",
    };
  });
}

/** Every page and route handler of the build, as its file's path without the ending: "app/admin/orders/[id]/page". */
export function builtPlaces(kind: "page" | "route", folder = process.env.NEXT_DIST_DIR ?? ".next"): string[] {
  const manifest = JSON.parse(readFileSync(`${folder}/server/app-paths-manifest.json`, "utf8")) as object;
  const own = Object.keys(manifest).filter((place) => place.endsWith(`/${kind}`) && !place.startsWith("/_"));
  return own.map((place) => `app${place}`).toSorted();
}

/** "app/admin/orders/[id]/page" → "/admin/orders/[id]". */
export function addressOf(file: string): string {
  return file.replace(/^app|\/\([^)]*\)|\/(page|route)(\.tsx?)?$/g, "") || "/";
}

/** What an action is sent: a form's fields, or the values that a page's script calls it with. */
export type Sent = Record<string, string> | { call: unknown[] };

export type Answer = { status: number; redirect: string | null; state: FormState };

/** Sends an action as the page's script does, with a session's cookie. */
export async function knock(
  url: string,
  action: BuiltAction,
  sent: Sent,
  headers: Record<string, string>,
): Promise<Answer> {
  const response = await fetch(`${url}${action.page.replace(/\[[^\]]*\]/g, "x")}`, {
    method: "POST",
    body: bodyOf(sent),
    headers: { "next-action": action.id, accept: "text/x-component", origin: url, ...headers },
    redirect: "manual",
  });
  const text = await response.text();
  const redirect = response.headers.get("x-action-redirect") ?? response.headers.get("location");
  return { status: response.status, redirect, state: redirect ? {} : stateIn(text) };
}

/** As React writes the arguments of an action: the form state before, and the form. */
function bodyOf(sent: Sent): FormData | string {
  if (isCall(sent)) return JSON.stringify(sent.call);
  const body = new FormData();
  for (const [name, value] of Object.entries(sent)) body.append(`_1_${name}`, value);
  body.append("0", '[{},"$K1"]');
  return body;
}

function isCall(sent: Sent): sent is { call: unknown[] } {
  return Array.isArray(sent.call);
}

/** The action's own answer among the rows of the response. */
function stateIn(response: string): FormState {
  const text = withoutTexts(response);
  const row = /"a":"\$@([0-9a-f]+)"/.exec(text)?.[1];
  const found = row && new RegExp(`^${row}:(.*)$`, "m").exec(text)?.[1];
  if (!found?.startsWith("{")) throw new Error(`No answer of the action in: ${text.slice(0, 600)}`);
  const answer = JSON.parse(found) as FormState & { refused?: FormState };
  return answer.refused ?? answer;
}

/** A long text has a row of its own, as long as it says in bytes and without an end of line: taken out, so that every row begins a line. */
function withoutTexts(rows: string): string {
  const row = /(?:^|\n)[0-9a-f]+:T([0-9a-f]+),/.exec(rows);
  if (!row) return rows;
  const rest = Buffer.from(rows.slice(row.index + row[0].length)).subarray(Number.parseInt(row[1]!, 16));
  return withoutTexts(`${rows.slice(0, row.index)}\n${rest.toString()}`);
}
