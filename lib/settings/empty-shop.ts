import { type Actor, requirePermission } from "@/lib/actor";
import { announce, inTransaction, type Tx } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/history/record-event";
import { enqueue } from "@/lib/queue/enqueue";
import { newShop } from "@/lib/settings/queries";
import { refuse } from "@/lib/settings/refusals";
import { emptyWord } from "@/lib/settings/rules-of-emptying";

/** Who may sign in stays, and where exports go: the first so that nobody locks themselves out, the second because the server's settings name it. */
const alwaysKept = [
  "_prisma_migrations",
  "staff_members",
  "sessions",
  "staff_beats",
  "staff_links",
  "recovery_codes",
  "destinations",
  "worker_heartbeats",
];
const settings = ["shop", "opening_hours", "closed_days", "pickup_week", "pickup_exceptions"];

type Emptying = { word: string; keepSettings: boolean };

/**
 * Takes out everything that the shop sold and sells, for good, in one transaction: items, stock, orders, customers, messages, the log. Who may sign in
 * stays; the settings only if asked. The demo never comes back by itself. Refuses `wrong_word` unless it was typed, `not_permitted`, `busy`.
 */
export async function emptyShop(actor: Actor | null, { word, keepSettings }: Emptying): Promise<void> {
  const who = requirePermission(actor, "shop.empty");
  if (word.trim() !== emptyWord) refuse("wrong_word", { word: emptyWord });
  await inTransaction(async (tx) => {
    const [gone] = await tx.$queryRaw<{ orders: number; items: number }[]>`
      SELECT (SELECT count(*)::int FROM orders) AS orders, (SELECT count(*)::int FROM items) AS items`;
    await truncate(tx, keepSettings ? [...alwaysKept, ...settings] : alwaysKept);
    await tx.shop.createMany({ data: [{ id: newShop.id, name: newShop.name }], skipDuplicates: true });
    await tx.mark.create({ data: { name: "emptied" } });
    await recordEvent(tx, who, {
      type: "shop.emptied",
      subject: { kind: "shop", id: newShop.id, name: "Everything" },
      at: new Date(),
      snapshot: { keepSettings },
      previous: gone ?? {},
    });
    // The slots went with the orders; those that the shop's times ask for are made anew.
    await enqueue(tx, "slots.make", {});
    announce(tx, "stock", "orders", "deliveries", "shop");
  });
}

async function truncate(tx: Tx, kept: readonly string[]): Promise<void> {
  const [{ tables } = { tables: "" }] = await tx.$queryRaw<{ tables: string }[]>`
    SELECT string_agg(format('%I', tablename), ', ' ORDER BY tablename) AS tables
      FROM pg_tables WHERE schemaname = 'public' AND NOT tablename = ANY(${[...kept]}::text[])`;
  await tx.$executeRawUnsafe(`TRUNCATE ${tables}`);
  await tx.$queryRaw`
    SELECT setval(format('public.%I', sequencename), start_value, false)::text FROM pg_sequences WHERE schemaname = 'public'`;
  await tx.$executeRaw`DELETE FROM pgboss.job`;
}
