import { run } from "./failure";
import { joinShop } from "./join-shop";

/** The worker process: carries out what the shop owes. Started by `npm start`, or alone beside a database. */
void run(async () => {
  // React, which draws the emails, is faster so. Before it is loaded.
  process.env = { ...process.env, NODE_ENV: "production" };
  await joinShop("worker");
  await import("@/jobs/worker");
});
