import { databaseUrl } from "@/lib/db/client";
import { run } from "./failure";
import { prepareDatabase } from "./prepare-database";

run(async () => {
  const applied = await prepareDatabase(databaseUrl());
  for (const name of applied) console.log(`Applied ${name}.`);
  if (applied.length === 0) console.log("The database is up to date.");
});
