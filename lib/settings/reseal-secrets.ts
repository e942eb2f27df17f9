import { db } from "@/lib/db/client";
import { rawSql, type Sql } from "@/lib/db/sql";
import { env } from "@/lib/env";
import { keyIds, seal, tryUnseal } from "@/lib/secrets";

/** Where sealed texts stand, and what they are to people. */
export const sealedPlaces = [
  { table: "destinations", column: "sealed_secret", words: "secrets of destinations" },
  { table: "destinations", column: "former_secret", words: "secrets of destinations" },
  { table: "staff_members", column: "sealed_totp", words: "second factors" },
  { table: "staff_members", column: "sealed_new_totp", words: "second factors" },
  { table: "staff_links", column: "sealed_token", words: "links in mails" },
  { table: "contact_codes", column: "sealed_code", words: "codes to customers" },
  { table: "shop", column: "sealed_pepper", words: "hashes of customers’ contacts" },
] as const;

type Place = (typeof sealedPlaces)[number];
type Sealed = { id: string; was: string };

/** What is not sealed with the first key, by what it is to people: how many, and the ids of their keys. */
export type Others = { words: string; count: number; keys: string[] };

/**
 * Seals every stored secret anew that another key of SECRETS_KEY sealed than the first, so that the others can be taken away. Safe to run again, by many at
 * once, and while secrets change. What no key opens stays as it is. Returns how many were sealed anew.
 */
export async function resealSecrets(keys: readonly string[] = env().SECRETS_KEY): Promise<number> {
  let resealed = 0;
  for (const place of sealedPlaces) resealed += await resealPlace(place, keys);
  return resealed;
}

/** What another key than the first sealed. */
export async function listOthers(keys: readonly string[] = env().SECRETS_KEY): Promise<Others[]> {
  const found = new Map<string, Others>();
  for (const { words, ...place } of sealedPlaces) {
    const others = found.get(words) ?? { words, count: 0, keys: [] };
    const sealed = await readOthers(place, keys);
    const ids = sealed.map(({ was }) => was.split(".")[1] ?? "");
    found.set(words, { words, count: others.count + sealed.length, keys: [...new Set([...others.keys, ...ids])] });
  }
  return [...found.values()].filter(({ count }) => count > 0);
}

async function resealPlace(place: Place, keys: readonly string[]): Promise<number> {
  const anew = (await readOthers(place, keys)).flatMap(({ id, was }) => {
    const text = tryUnseal(was, keys);
    return text === null ? [] : [{ id, was, now: seal(text, keys) }];
  });
  const { table, column } = namesOf(place);
  // One that was entered or made anew meanwhile is sealed with the first key already.
  return db().$executeRaw`
    UPDATE ${table} AS t SET ${column} = r.now
      FROM jsonb_to_recordset(${JSON.stringify(anew)}::jsonb) AS r(id text, was text, now text) WHERE t.id = r.id AND t.${column} = r.was`;
}

async function readOthers(place: Pick<Place, "table" | "column">, keys: readonly string[]): Promise<Sealed[]> {
  const { table, column } = namesOf(place);
  return db().$queryRaw<Sealed[]>`
    SELECT id, ${column} AS was FROM ${table} WHERE ${column} <> '' AND split_part(${column}, '.', 2) <> ${keyIds(keys)[0]}`;
}

function namesOf({ table, column }: Pick<Place, "table" | "column">): { table: Sql; column: Sql } {
  return { table: rawSql(table), column: rawSql(column) };
}
