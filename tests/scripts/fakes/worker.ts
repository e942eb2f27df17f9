import { ask } from "@/scripts/postgres/cluster";

/** Has nothing to do; takes a moment to end, and needs the database for it. */
const working = setInterval(() => {}, 1_000);

process.on("SIGINT", () => console.log("heard the terminal"));
process.on("SIGTERM", async () => {
  clearInterval(working);
  await ask(process.env.DATABASE_URL!, "SELECT pg_sleep(0.3)");
  console.log("closed");
  process.exit(0);
});
console.log("ready");
