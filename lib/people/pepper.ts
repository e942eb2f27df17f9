import { randomBytes } from "node:crypto";
import { db } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { seal, tryUnseal } from "@/lib/secrets";
import { newShop } from "@/lib/settings/queries";

type Client = Tx | ReturnType<typeof db>;

/** What people are hashed with. Null before it was first needed, and where no key of SECRETS_KEY opens it. */
export async function findPepper(client: Client): Promise<string | null> {
  const { sealed } = await read(client);
  return sealed ? tryUnseal(sealed) : null;
}

/**
 * The same, made if there is none; whoever makes it at the same time gets the first one's. One that no key opens is of no use any more, and is made
 * anew.
 */
export async function madePepper(client: Client): Promise<string> {
  const { sealed } = await read(client);
  const known = sealed && tryUnseal(sealed);
  if (known) return known;
  const { id, name } = newShop;
  await client.$executeRaw`
    INSERT INTO shop AS s (id, name, updated_at, sealed_pepper) VALUES (${id}, ${name}, now(), ${seal(randomBytes(32).toString("base64"))})
    ON CONFLICT (id) DO UPDATE SET sealed_pepper = excluded.sealed_pepper WHERE s.sealed_pepper = ${sealed}`;
  const made = await findPepper(client);
  if (!made) throw new Error("The shop's pepper was made and cannot be read.");
  return made;
}

/** The pepper as a statement of another has read it already, or as `madePepper` makes it: outside a transaction. */
export async function openPepper(sealed: string): Promise<string> {
  return (sealed && tryUnseal(sealed)) || madePepper(db());
}

async function read(client: Client): Promise<{ sealed: string }> {
  const shop = await client.shop.findFirst({ select: { sealedPepper: true } });
  return { sealed: shop?.sealedPepper ?? "" };
}
