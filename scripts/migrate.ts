import { run } from "./failure";
import { withShopDatabase } from "./join-shop";
import { prepareDatabase } from "./prepare-database";

/** `npm run migrate`: brings the database up to date. `npm start` does it by itself. */
void run(() =>
  withShopDatabase("migrate", async () => {
    const applied = await prepareDatabase(process.env.DATABASE_URL!);
    for (const name of applied) console.log(`Applied ${name}.`);
    if (applied.length === 0) console.log("The database is up to date.");
  }),
);
