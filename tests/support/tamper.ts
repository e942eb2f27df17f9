import { ask } from "@/scripts/postgres/cluster";

/** Changes rows behind the database's own guards, as only its superuser can: to age what cannot be edited, or to plant a corruption. */
export async function tamper(sql: string, url = process.env.DATABASE_URL!): Promise<void> {
  await ask(url, `BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`);
}
