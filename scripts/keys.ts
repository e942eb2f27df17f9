import { existsSync } from "node:fs";
import path from "node:path";
import type { Settings } from "@/lib/env";
import { keyIds } from "@/lib/secrets";
import { listOthers, type Others } from "@/lib/settings/reseal-secrets";
import { run } from "./failure";
import { withShopDatabase } from "./join-shop";

/** `npm run keys`: which keys of SECRETS_KEY are still needed. Changes nothing: the worker seals anew when it starts. */
void run(() =>
  withShopDatabase("keys", async (settings) => {
    const [first, ...more] = keyIds(settings.SECRETS_KEY);
    const others = await listOthers();
    for (const { words, count, keys } of others)
      console.log(`Not sealed with ${first}: ${count} ${words}, by ${keys.join(", ")}.`);
    console.log(adviceFor(others, { first: first!, more, place: placeOf(settings) }));
    if (others.length > 0) process.exitCode = 2;
  }),
);

type Keys = { first: string; more: readonly string[]; place: string };

function adviceFor(others: readonly Others[], { first, more, place }: Keys): string {
  const lost = others.flatMap(({ keys }) => keys).filter((key) => !more.includes(key));
  if (lost.length > 0)
    return `No key here opens those of ${[...new Set(lost)].join(", ")}: add that key at the end of ${place} and start the shop again, or enter those secrets again.`;
  if (others.length > 0) return "Start the shop again: its worker seals them anew with the first key.";
  if (more.length === 0)
    return `Every secret is sealed with ${first}. To change it, put a new key and a comma before it in ${place}, and start the shop again.`;
  return `Every secret is sealed with ${first}. Take ${more.join(", ")} out of ${place} and start the shop again; keep them with the backups that were made before.`;
}

function placeOf({ DATA_DIR }: Settings): string {
  const file = path.join(DATA_DIR, "secrets-key");
  return existsSync(file) ? file : "SECRETS_KEY";
}
