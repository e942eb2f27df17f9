import { createOwner } from "@/lib/staff/create-owner";
import { seedDemo } from "@/prisma/seed/seed-demo";
import { ask } from "@/scripts/postgres/cluster";
import { prepareDatabase } from "@/scripts/prepare-database";
import { fillOrders } from "./million";

/** Makes the database at `url`, on a server of one's own: the demo, an owner, and so many orders. */
export async function fillShop(serverUrl: string, url: string, orders: number): Promise<void> {
  await ask(serverUrl, "CREATE DATABASE bench");
  await prepareDatabase(url);
  await seedDemo();
  await createOwner({ name: "Bench", email: "bench@fernhill.example", password: "flour water salt time" });
  const started = performance.now();
  await fillOrders(url, orders);
  console.log(`${orders} orders made in ${((performance.now() - started) / 1000).toFixed(0)} s`);
}
